/** The company's own words on letters, mails and SMS: kinds, their parts, and the variables they may hold. */
import { z } from 'zod'
import { LOCALES } from '#platform/contract'

/** The messages that have words. */
export const MESSAGES = ['letter', 'mail', 'reminder', 'sms', 'sms_reminder'] as const
export type Message = (typeof MESSAGES)[number]

/** Each message of balances, then the same of BA and BS, and of auditors' confirmations. */
export const TEMPLATE_KINDS = [
  ...MESSAGES,
  'babs_letter',
  'babs_mail',
  'babs_reminder',
  'babs_sms',
  'babs_sms_reminder',
  'teyit_letter',
  'teyit_mail',
  'teyit_reminder',
  'teyit_sms',
  'teyit_sms_reminder',
] as const
export type TemplateKind = (typeof TEMPLATE_KINDS)[number]

/**
 * `letter`: `intro` stands above the figures, `notes` become further notes, one a line; both may be empty. `mail` and
 * `reminder`: `subject`, and `intro` above the statement of the figures, which is never left out. SMS: `text`, with
 * `{link}` in it.
 */
const PARTS = {
  letter: ['intro', 'notes'],
  mail: ['subject', 'intro'],
  reminder: ['subject', 'intro'],
  sms: ['text'],
  sms_reminder: ['text'],
} as const satisfies Readonly<Record<Message, readonly string[]>>

export const TEMPLATE_PARTS: Readonly<Record<TemplateKind, readonly string[]>> = {
  ...PARTS,
  babs_letter: PARTS.letter,
  babs_mail: PARTS.mail,
  babs_reminder: PARTS.reminder,
  babs_sms: PARTS.sms,
  babs_sms_reminder: PARTS.sms_reminder,
  teyit_letter: PARTS.letter,
  teyit_mail: PARTS.mail,
  teyit_reminder: PARTS.reminder,
  teyit_sms: PARTS.sms,
  teyit_sms_reminder: PARTS.sms_reminder,
}

/** The closed list; what a kind of letter does not have is ''. Anything else in braces stays what was typed and is named by the preview. */
export const TEMPLATE_VARIABLES = [
  'no',
  'firma',
  'unvan',
  'yetkili',
  'tarih',
  'tutar',
  'taraf',
  'form',
  'donem',
  'adet',
  'denetci',
  'son_gun',
  'link',
] as const
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]

export const templateParts = z.record(z.string().max(20), z.string().max(4000))
export type TemplateParts = z.infer<typeof templateParts>

export const templateSchema = z.object({
  kind: z.enum(TEMPLATE_KINDS),
  locale: z.enum(LOCALES),
  /** Grows with every change; 0 before the first. A reset to the default is a version as well. */
  version: z.number().int(),
  is_default: z.boolean(),
  parts: templateParts,
  /** What the platform says where the company says nothing. */
  defaults: templateParts,
  updated_at: z.string().nullable(),
  updated_by: z.string().nullable(),
})
export type Template = z.infer<typeof templateSchema>

/** `rev` of the change goes by If-Match: the version the editor started from. */
export const templateInput = z.object({ parts: templateParts })
export type TemplateInput = z.output<typeof templateInput>

export const templatePreviewSchema = z.object({
  /** Each part with a sample letter's values. */
  parts: templateParts,
  /** Names in braces that are no variables. */
  unknown: z.array(z.string()),
  /** Of SMS: how it would be charged. `characters` left in the last part; the operator's code is counted in. */
  sms: z
    .object({
      encoding: z.enum(['gsm7', 'ucs2']),
      characters: z.number().int(),
      parts: z.number().int(),
      left: z.number().int(),
      /** The same without Turkish letters, when that is shorter. */
      plain: z.object({ text: z.string(), parts: z.number().int() }).nullable(),
    })
    .nullable(),
})
export type TemplatePreview = z.infer<typeof templatePreviewSchema>

export const templateVersionSchema = z.object({
  version: z.number().int(),
  /** Null: back to the default. */
  parts: templateParts.nullable(),
  at: z.string(),
  by: z.string(),
})
