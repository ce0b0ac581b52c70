/** From our message to nodemailer's: every address checked, every header from a short list, nothing that could name a file. */
import type { SendMailOptions } from 'nodemailer'
import { checkAddress } from './address.ts'
import { MailRefused } from './failures.ts'
import type { MailAttachment, MailMessage } from './mail-message.ts'

/** Headers a caller may add besides `X-…`. `List-Unsubscribe` is for digests; letters do not carry it. */
export const ALLOWED_HEADERS: readonly string[] = [
  'auto-submitted',
  'in-reply-to',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'precedence',
  'references',
]
const HEADER_NAME = /^[A-Za-z0-9-]{1,60}$/
const CID = /^[a-z0-9-]{1,60}$/
const CONTENT_TYPE = /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,100}$/i

export const composeMail = (
  message: MailMessage,
  sender: { from: { email: string; name: string }; id: () => string },
): SendMailOptions => {
  const { email, name } = sender.from
  // nodemailer reads the file when a body is `{ path }`; what came through JSON may be anything.
  if (typeof message.html !== 'string' || typeof message.text !== 'string')
    throw new MailRefused('bad_mail', { params: { part: 'body' } })
  return {
    // Objects, never `Name <address>` text: text would be parsed for addresses once more.
    from: { name: oneLine(message.from_name ?? name), address: email },
    to: { name: '', address: checkAddress(message.to) },
    ...(message.reply_to === undefined ? {} : { replyTo: { name: '', address: checkAddress(message.reply_to) } }),
    subject: oneLine(message.subject),
    html: message.html,
    text: message.text,
    headers: checkHeaders(message.headers ?? {}),
    attachments: (message.attachments ?? []).map(checkAttachment),
    messageId: messageId(message.message_id ?? sender.id(), email),
    ...(message.signal === undefined ? {} : { signal: message.signal }),
  }
}

const messageId = (given: string, senderAddress: string): string => {
  const whole = given.startsWith('<') ? given : `<${given}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`
  if (!/^<[A-Za-z0-9._-]{1,120}@[A-Za-z0-9.-]{1,120}>$/.test(whole))
    throw new MailRefused('bad_mail', { params: { part: 'message_id' } })
  return whole
}

/** A company title may hold a line break from an import; in a header it becomes a space. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 300)

const checkHeaders = (headers: Record<string, string>): Record<string, string> => {
  for (const [name, value] of Object.entries(headers)) {
    const allowed = HEADER_NAME.test(name) && (/^x-/i.test(name) || ALLOWED_HEADERS.includes(name.toLowerCase()))
    if (!allowed || /\p{Cc}/u.test(value))
      throw new MailRefused('bad_mail', { params: { part: `header ${name.slice(0, 60)}` } })
  }
  return headers
}

const checkAttachment = (attachment: MailAttachment) => {
  const { cid } = attachment
  const bad = !Buffer.isBuffer(attachment.content) || !CONTENT_TYPE.test(attachment.contentType)
  if (bad || (cid !== undefined && !CID.test(cid)))
    throw new MailRefused('bad_mail', { params: { part: 'attachment' } })
  return {
    filename: oneLine(attachment.filename).replace(/[\\/]/g, '_') || 'ek',
    content: attachment.content,
    contentType: attachment.contentType,
    ...(cid !== undefined && { cid }),
  }
}
