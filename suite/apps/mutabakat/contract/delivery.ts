/** By which ways a letter reaches somebody, and what became of each try. */
import { z } from 'zod'

/** `link`: the sender copies it and passes it on. `post`: printed and sent by hand. `kep`: registered mail, recorded by hand. */
export const CHANNELS = ['email', 'sms', 'kep', 'link', 'post'] as const
export type Channel = (typeof CHANNELS)[number]

/** Channels the server sends by itself. */
export const SENT_CHANNELS = ['email', 'sms'] as const
export type SentChannel = (typeof SENT_CHANNELS)[number]

/**
 * `sent`: the mail server or the SMS provider took it. `delivered`: the provider reported that it arrived. `opened`:
 * somebody entered the portal by its link. `bounced`: it came back. `failed`: refused, withdrawn, or marked undeliverable.
 */
export const DELIVERY_STATES = ['queued', 'sent', 'delivered', 'opened', 'bounced', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** `auditor`: the copy of the answer to a confirmation. */
export const DELIVERY_PURPOSES = ['letter', 'reminder', 'auditor'] as const
export type DeliveryPurpose = (typeof DELIVERY_PURPOSES)[number]

/** One try to reach one person. `parts`: of an SMS, what the provider charges for. `by_hand`: nobody but a person says it left. */
export const deliverySchema = z.object({
  id: z.string(),
  channel: z.enum(CHANNELS),
  purpose: z.enum(DELIVERY_PURPOSES),
  name: z.string().nullable(),
  address: z.string(),
  state: z.enum(DELIVERY_STATES),
  error: z.string().nullable(),
  parts: z.number().int().nullable(),
  created_at: z.string(),
  sent_at: z.string().nullable(),
  delivered_at: z.string().nullable(),
  opened_at: z.string().nullable(),
  /** What may be done with it now: send to a corrected address, or give the address up. */
  can: z.object({ resend: z.boolean(), give_up: z.boolean() }),
})
export type Delivery = z.infer<typeof deliverySchema>

/** Which channels the installation and the company have; `reason` says what is missing. */
export const channelSchema = z.object({
  channel: z.enum(CHANNELS),
  connected: z.boolean(),
  /** `sms_not_connected`, `sms_title_missing`; null when connected. */
  reason: z.string().nullable(),
})

/** `address`: a mail address or a mobile number, by the channel. `keep`: written on the card as the main contact's as well. */
export const resendInput = z.object({
  channel: z.enum(SENT_CHANNELS),
  address: z.string().trim().min(3).max(254),
  name: z.string().trim().max(150).nullable().default(null),
  keep: z.boolean().default(false),
})
export type ResendInput = z.output<typeof resendInput>

export const postedInput = z.object({
  ids: z.array(z.string().max(64)).min(1).max(1000),
  channel: z.enum(['post', 'kep']).default('post'),
  /** The number of the registered item, or of the KEP message. */
  reference: z.string().trim().max(100).nullable().default(null),
})
export type PostedInput = z.output<typeof postedInput>
