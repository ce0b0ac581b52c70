/** SMS of companies: entered in the transaction that makes them, sent by a job, and followed by the provider's reports. */
import { countSms, isSmsNumber, isSmsTitle, SMS_MAX_PARTS } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import type { SmsProvider, SmsReport } from './provider.ts'
import { enterSms, findSms, listUnreported, type SmsLimits, type SmsOutcome, settleSms } from './sms-log.ts'
import { SmsRefused } from './sms-refused.ts'

export type SmsDelivery = {
  company_id: string
  sms_id: string
  text: string
  /** The company's registered sender; null: the installation's. */
  title: string | null
  /** From 1. */
  attempt: number
  /** Tries after the first. */
  retries: number
  signal: AbortSignal
  /** In the transaction that writes how it ended; not called while there will be another try. */
  ended?: (trx: Trx, outcome: SmsOutcome) => Promise<void>
}

/** What an application is told: `sms_id` is the one that was entered. */
export type SmsReported = {
  sms_id: string
  company_id: string
  kind: string
  recipient: string
  state: 'delivered' | 'failed'
  answer: string
  at: Date
}

export type Sms = {
  /** Null: usable. With the company's title, or null without one. */
  lacks(title: string | null): 'sms_not_connected' | 'sms_title_missing' | null
  /** False: messages go to a file and reach nobody. */
  readonly real: boolean
  /**
   * Budget and log; the caller's job sends it. `text` is counted and not kept. Throws `sms_not_connected`,
   * `sms_title_missing`, `sms_bad_number`, `sms_too_long`, `sms_budget_used`.
   */
  enter(
    trx: Trx,
    order: { id: string; company_id: string; kind: string; to: string; text: string; title: string | null },
  ): Promise<{ parts: number }>
  /** One try. Throws `sms_temporary` when the queue shall try again. */
  deliver(delivery: SmsDelivery): Promise<SmsOutcome>
  withdraw(trx: Trx, company_id: string, sms_id: string): Promise<void>
  /** Takes a report once; null when it is about nothing of ours, or was taken before. */
  report(report: SmsReport, told: (trx: Trx, reported: SmsReported) => Promise<void>): Promise<SmsReported | null>
  /**
   * Asks a provider that does not report by itself about what it took in the last three days; resolves to how many ended.
   * Does nothing with one that reports. Throws `sms_temporary`; what was answered before is taken.
   */
  ask(signal: AbortSignal, told: (trx: Trx, reported: SmsReported) => Promise<void>): Promise<number>
}

export type SmsServiceOptions = {
  /** Null: not connected. */
  provider: SmsProvider | null
  /** The installation's sender, for companies without one. */
  title: string | null
  store: Pick<Store, 'inCompany' | 'asSystem'>
  limits: SmsLimits
  now: () => Date
}

/** Whoever was not reached by then is not. */
const ASKED_DAYS = 3

export const createSms = ({ provider, title: own, store, limits, now }: SmsServiceOptions): Sms => {
  const lacks: Sms['lacks'] = title => {
    if (!provider) return 'sms_not_connected'
    return isSmsTitle(title ?? own ?? '') ? null : 'sms_title_missing'
  }
  const report: Sms['report'] = ({ provider_id, state, answer }, told) =>
    store.asSystem('an SMS provider reports', async trx => {
      const at = now()
      const row = await trx
        .updateTable('platform.sms')
        .set({ state, answer: answer.slice(0, 500), reported_at: at })
        .where('provider_id', '=', provider_id)
        .where('state', '=', 'sent')
        .returning(['id', 'company_id', 'kind', 'recipient'])
        .executeTakeFirst()
      if (!row) return null
      const { id: sms_id, ...about } = row
      const reported = { sms_id, ...about, state, answer, at }
      await told(trx, reported)
      return reported
    })
  return {
    lacks,
    real: provider?.real ?? false,
    report,

    async ask(signal, told) {
      let ended = 0
      if (!provider?.reports) return ended
      const since = new Date(now().getTime() - ASKED_DAYS * 86_400_000)
      let after = '00000000-0000-0000-0000-000000000000'
      for (;;) {
        const page = await store.asSystem('an SMS provider is asked for reports', trx =>
          listUnreported(trx, since, after),
        )
        const last = page.at(-1)
        if (!last || signal.aborted) return ended
        for (const said of await provider.reports(
          page.map(({ provider_id }) => provider_id),
          signal,
        ))
          if (await report(said, told)) ended++
        after = last.id
      }
    },

    async enter(trx, { text, title, ...order }) {
      const lack = lacks(title)
      if (lack) throw new SmsRefused(lack)
      if (!isSmsNumber(order.to)) throw new SmsRefused('sms_bad_number')
      const { parts } = countSms(text)
      if (parts > SMS_MAX_PARTS) throw new SmsRefused('sms_too_long', { params: { max: SMS_MAX_PARTS } })
      await enterSms(trx, { ...order, parts }, now(), limits)
      return { parts }
    },

    async deliver({ company_id, sms_id, text, title, attempt, retries, signal, ended }) {
      const kept = await store.inCompany(company_id, trx => findSms(trx, company_id, sms_id))
      if (kept.state !== 'queued') return kept
      const settle = async (outcome: SmsOutcome): Promise<SmsOutcome> => {
        await store.inCompany(company_id, async trx => {
          await settleSms(trx, company_id, sms_id, outcome, now())
          if (outcome.state !== 'queued') await ended?.(trx, outcome)
        })
        return outcome
      }
      try {
        const lack = lacks(title)
        if (lack) throw new SmsRefused(lack)
        const { encoding } = countSms(text)
        const taken = await provider!.send({ id: sms_id, to: kept.to, text, title: title ?? own!, encoding, signal })
        return await settle({ state: 'sent', attempts: attempt, ...taken })
      } catch (error) {
        // A shutdown is no failure of the message.
        if (!(error instanceof SmsRefused) || signal.aborted) throw error
        const again = !error.final && attempt <= retries
        const answer = String(error.extra.response ?? error.message)
        const outcome = await settle({
          attempts: attempt,
          provider_id: null,
          answer,
          state: again ? 'queued' : 'failed',
        })
        if (again) throw error
        return outcome
      }
    },

    withdraw: (trx, company_id, sms_id) =>
      settleSms(
        trx,
        company_id,
        sms_id,
        { state: 'failed', attempts: 0, provider_id: null, answer: 'withdrawn' },
        now(),
      ),
  }
}
