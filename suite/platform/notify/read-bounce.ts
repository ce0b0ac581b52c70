/** Reads what a mail server says of mails it could not deliver: a report of RFC 3464 inside a mail. */
import { type ParsedMail, simpleParser } from 'mailparser'
import type { BounceReport } from './bounce.ts'

/** A report is a few lines for each recipient; what is longer is not one. */
const MOST_RECIPIENTS = 100
const PART_CHARS = 256 * 1024
const DIAGNOSTIC_CHARS = 500

const ACTIONS: readonly string[] = [
  'failed',
  'delayed',
  'delivered',
  'relayed',
  'expanded',
] satisfies readonly BounceReport['action'][]

const REPORT = /^message\/(?:global-)?delivery-status$/
/** The mail itself, or its head alone. */
const RETURNED = /^(?:message\/(?:rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/
/** `5.2.2` mailbox full, `5.2.3` and `5.3.4` too long, `5.7.x` not wanted: the next mail may arrive. */
const PASSES = /^5\.(?:2\.[23]|3\.4|7\.\d+)$/

/** One for each recipient the report names; none when the mail is no such report. Nothing in it is trusted or fetched. */
export const readBounce = async (raw: Buffer): Promise<BounceReport[]> => {
  const mail = await simpleParser(raw, { keepDeliveryStatus: true, skipImageLinks: true, skipTextToHtml: true })
  const report = textOf(mail, REPORT)
  if (report === null) return []
  const [about, ...recipients] = report.split(/(?:\r?\n[ \t]*){2,}/).map(readFields)
  const message_id = returnedId(mail)
  const envelope_id = about?.get('original-envelope-id') ?? null
  return recipients.slice(0, MOST_RECIPIENTS).flatMap(fields => {
    const action = fields.get('action')?.toLowerCase()
    const recipient = addressOf(fields.get('original-recipient')) ?? addressOf(fields.get('final-recipient'))
    if (recipient === null || !isAction(action)) return []
    const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null
    const permanent = action === 'failed' && status?.startsWith('5') === true && !PASSES.test(status)
    const diagnostic = (fields.get('diagnostic-code') ?? '')
      .replace(/^[\w-]{1,40}\s*;\s*/, '')
      .slice(0, DIAGNOSTIC_CHARS)
    return [{ message_id, envelope_id, recipient, status, action, permanent, diagnostic }]
  })
}

const isAction = (action: string | undefined): action is BounceReport['action'] =>
  action !== undefined && ACTIONS.includes(action)

const textOf = (mail: ParsedMail, type: RegExp): string | null => {
  const part = mail.attachments.find(({ contentType }) => type.test(contentType))
  return part ? part.content.toString('utf8', 0, PART_CHARS).trim() : null
}

/** Header fields by their name in lower case, folded lines joined; of doubled ones the first counts. */
const readFields = (block: string): Map<string, string> => {
  const fields = new Map<string, string>()
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name !== '' && !fields.has(name)) fields.set(name, printable(line.slice(colon + 1)))
  }
  return fields
}

const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()

/** `rfc822; yok@firma.example` → the address. */
const addressOf = (field: string | undefined): string | null => {
  const text = (field ?? '').slice((field ?? '').indexOf(';') + 1).trim()
  const address = /^<?([^\s<>]{3,254})>?$/.exec(text)?.[1]
  return address?.includes('@') ? address : null
}

/** Of the mail that came back; servers that return nothing of it name it as what they answer. */
const returnedId = (mail: ParsedMail): string | null => {
  const head = textOf(mail, RETURNED)?.split(/\r?\n\r?\n/, 1)[0]
  const id = head === undefined ? mail.inReplyTo : readFields(head).get('message-id')
  return /^<?([^\s<>]{3,250})>?$/.exec(id?.trim() ?? '')?.[1] ?? null
}
