/** The part of mailparser 3.9 the catcher and the reader of bounces use; the package ships no types. */
declare module 'mailparser' {
  export type ParsedAddress = { text: string; value: { address?: string; name?: string }[] }
  export type ParsedMail = {
    headerLines: { key: string; line: string }[]
    subject?: string
    from?: ParsedAddress
    to?: ParsedAddress | ParsedAddress[]
    replyTo?: ParsedAddress
    messageId?: string
    inReplyTo?: string
    html: string | false
    text?: string
    attachments: { filename?: string; contentType: string; size: number; content: Buffer }[]
  }
  export const simpleParser: (
    source: Buffer,
    options?: { skipImageLinks?: boolean; skipTextToHtml?: boolean; keepDeliveryStatus?: boolean },
  ) => Promise<ParsedMail>
}
