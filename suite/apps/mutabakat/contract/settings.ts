/** What a company decides about its letters: one document a company, with a default for everything it leaves out. */
import { z } from 'zod'
import { CURRENCIES, moneySchema } from '#platform/contract'
import { BABS_SCOPES } from './letter-kind.ts'

/** By which way a reminder goes out. */
export const REMINDER_CHANNELS = ['email', 'sms'] as const
export type ReminderChannel = (typeof REMINDER_CHANNELS)[number]

const day = z.iso.date()

/** A calendar month, `2026-10`. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** `after_days`: calendar days after the letter was sent, in the company's zone. */
export const reminderStepSchema = z.object({
  after_days: z.number().int().min(1).max(90),
  channel: z.enum(REMINDER_CHANNELS),
})
export type ReminderStep = z.infer<typeof reminderStepSchema>

const reachSettingsSchema = z
  .object({
    enabled: z.boolean().default(true),
    unseen_hours: z.number().int().min(1).max(90).default(24),
    ways: z
      .array(z.enum(['sms', 'call']))
      .max(2)
      .refine(ways => new Set(ways).size === ways.length, { message: 'way_twice' })
      .default(['sms', 'call']),
  })
  .prefault({})
export type ReachSettings = z.output<typeof reachSettingsSchema>

export const settingsSchema = z.object({
  /** Days a counterparty has for the answer, counted from the day the letter goes out. */
  reply_days: z.number().int().min(1).max(90).default(10),
  /**
   * Four eyes: a letter of at least the limit of its currency is approved by a second person before it goes out. A
   * currency without a limit is measured by its value in lira against the limit in TRY.
   */
  four_eyes: z
    .object({ enabled: z.boolean().default(false), limits: z.array(moneySchema).max(CURRENCIES.length).default([]) })
    .refine(({ limits }) => new Set(limits.map(limit => limit.currency)).size === limits.length, {
      path: ['limits'],
      message: 'currency_twice',
    })
    .refine(({ limits }) => limits.every(limit => !limit.amount.startsWith('-')), {
      path: ['limits'],
      message: 'negative',
    })
    .default({ enabled: false, limits: [] }),
  /** In rising order of `after_days`. A letter keeps the plan it was sent with. */
  reminders: z
    .array(reminderStepSchema)
    .max(10)
    .refine(steps => steps.every((step, at) => at === 0 || steps[at - 1]!.after_days < step.after_days), {
      message: 'not_rising',
    })
    .default([
      { after_days: 3, channel: 'email' },
      { after_days: 7, channel: 'email' },
      { after_days: 9, channel: 'sms' },
    ]),
  /**
   * The reach engine: a letter that came back, or that nobody looked at for `unseen_hours` working hours (weekdays 09:00 to
   * 18:00), goes on by the next of `ways`. A letter that came back goes to another contact's mail first, whatever `ways` has.
   */
  reach: reachSettingsSchema,
  /** True: planned letters and reminders go out on official holidays too. Weekends are never working days. */
  send_on_holidays: z.boolean().default(false),
  /** The days of the two religious feasts, which no formula gives; the fixed holidays are known. */
  religious_feasts: z.array(day).max(200).default([]),
  /** A difference up to this amount counts as none when an answer is compared; one at most for each currency. */
  tolerance: z.array(moneySchema).max(CURRENCIES.length).default([]),
  /**
   * Forms BA and BS. `limits`: from which amount without VAT a month's dealings with one tax number are declared, in
   * force from a month on until the next; the law of the year has to be looked up. `scope`: what is compared.
   */
  babs: z
    .object({
      limits: z
        .array(
          z.object({
            from: monthSchema,
            amount: moneySchema.refine(({ amount, currency }) => currency === 'TRY' && !amount.startsWith('-'), {
              path: ['amount'],
              message: 'lira_required',
            }),
          }),
        )
        .min(1)
        .max(50)
        .refine(limits => limits.every((limit, at) => at === 0 || limits[at - 1]!.from < limit.from), {
          message: 'not_rising',
        })
        .default([{ from: '2010-01', amount: { amount: '5000.00', currency: 'TRY' } }]),
      scope: z.enum(BABS_SCOPES).default('paper'),
    })
    .prefault({}),
  /** The registered sender of SMS: 3–11 signs without Turkish letters. */
  sms_title: z
    .string()
    .regex(/^[A-Za-z0-9 *.-]{3,11}$/)
    .nullable()
    .default(null),
  /** The company's registered electronic mail address (KEP). */
  kep: z.string().trim().max(254).nullable().default(null),
  /** Who signs the letter for the company, as printed. */
  letter_signer: z
    .object({ name: z.string().trim().min(1).max(150), title: z.string().trim().max(150).nullable().default(null) })
    .nullable()
    .default(null),
  /** The text about personal data that the portal shows; null: the platform's own. */
  privacy_notice: z.string().trim().max(10_000).nullable().default(null),
})
export type Settings = z.output<typeof settingsSchema>

/** As the wire carries it: `rev` goes into If-Match. 0: nothing was ever saved, everything is default. */
export const settingsAnswerSchema = z.object({ rev: z.number().int(), value: settingsSchema })
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>
