/** A mail the built-in catcher took: what /dev/mail shows. */

export type CaughtAttachment = { filename: string; content_type: string; size: number; base64: string }

export type CaughtMail = {
  id: string
  /** As the envelope said, not the header. */
  envelope: { from: string; to: string[] }
  from: string
  to: string
  reply_to: string | null
  subject: string
  message_id: string
  html: string | null
  text: string
  /** Lower-case names, the last value of each. */
  headers: Record<string, string>
  attachments: CaughtAttachment[]
  /** ISO instant. */
  received_at: string
}
