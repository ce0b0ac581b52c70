/** One mail to one reader, as the rest of the suite hands it over. */

/** `cid`: shown inside the mail, where its HTML says `cid:…`. */
export type MailAttachment = { filename: string; content: Buffer; contentType: string; cid?: string }

export type MailMessage = {
  /** Exactly one plain address; anything else throws `bad_address`. */
  to: string
  subject: string
  html: string
  text: string
  /** Shown before the sender's address, which never changes: `Ege Tekstil A.Ş. <noreply@…>`. */
  from_name?: string | undefined
  reply_to?: string | undefined
  attachments?: MailAttachment[] | undefined
  /** Only the names of ALLOWED_HEADERS and `X-…`. */
  headers?: Record<string, string> | undefined
  /**
   * `<left@right>`, or its left part alone, which gets the sender's domain. Give the same for every try of one mail, so
   * that a receiver can see a repetition. Default: a new one.
   */
  message_id?: string | undefined
  signal?: AbortSignal | undefined
}
