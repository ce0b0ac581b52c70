/** How mails of a company look: the name before the address, where answers go, and its logo. */
import { Failure } from '#platform/contract'
import { type Files, pictureOf } from '#platform/files'
import type { Trx } from '#platform/store'
import { failNotify } from './failures.ts'
import type { MailAttachment, MailMessage } from './mail-message.ts'
import { LOGO_CID } from './mails/mail-frame.ts'

export type MailLook = { from_name: string; reply_to: string | null; logo_file_id: string | null }

/** Every mail carries it, so it is small. */
const LOGO_BYTES = 262_144
const LOGO_PIXELS = 2_000

export const readMailLook = async (trx: Trx, company_id: string): Promise<MailLook> => {
  const { title, from_name, reply_to, logo_file_id } = await trx
    .selectFrom('platform.company as company')
    .leftJoin('platform.mail_sender as sender', 'sender.company_id', 'company.id')
    .select(['company.title', 'sender.from_name', 'sender.reply_to', 'sender.logo_file_id'])
    .where('company.id', '=', company_id)
    .executeTakeFirstOrThrow()
  return { from_name: from_name ?? title, reply_to, logo_file_id }
}

/**
 * The bytes of a logo and what they are, judged by themselves: the name and type somebody gave do not count. Throws
 * `logo_refused`, and `not_found` for a file of nobody or of another company.
 */
export const readLogo = async (
  files: Pick<Files, 'read'>,
  trx: Trx,
  company_id: string,
  file_id: string,
): Promise<{ content: Buffer; contentType: string }> => {
  const { row, stream } = await files.read(trx, company_id, file_id)
  if (row.size > LOGO_BYTES) throw failNotify('logo_refused')
  const chunks: Buffer[] = []
  for await (const chunk of stream()) chunks.push(chunk as Buffer)
  const content = Buffer.concat(chunks)
  const picture = pictureOf(content)
  // Mail programs do not all know WebP.
  if (!picture || picture.type === 'image/webp' || picture.width > LOGO_PIXELS || picture.height > LOGO_PIXELS)
    throw failNotify('logo_refused')
  return { content, contentType: picture.type }
}

/** The mail as the company sends it. The logo travels with it: a mail that loads nothing tells nobody it was opened. */
export const dressMail = async (
  files: Pick<Files, 'read'>,
  trx: Trx,
  company_id: string,
  message: MailMessage,
): Promise<MailMessage> => {
  const { from_name, reply_to, logo_file_id } = await readMailLook(trx, company_id)
  const attachments: MailAttachment[] = [...(message.attachments ?? [])]
  if (logo_file_id && message.html.includes(`cid:${LOGO_CID}`)) {
    const logo = await readLogo(files, trx, company_id, logo_file_id).catch((error: unknown) => {
      // A mail without its picture is better than no mail.
      if (error instanceof Failure) return null
      throw error
    })
    if (logo) attachments.push({ ...logo, filename: logo.contentType.replace('/', '.'), cid: LOGO_CID })
  }
  return { ...message, from_name, ...(reply_to !== null && { reply_to }), attachments }
}
