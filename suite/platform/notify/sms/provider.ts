/** What every SMS provider does for us; its adapters know one company's wire each. */

export type SmsMessage = {
  /** Ours; goes along where a provider keeps a reference. */
  id: string
  /** E.164 of a mobile. */
  to: string
  text: string
  /** The registered sender. */
  title: string
  encoding: 'gsm7' | 'ucs2'
  signal: AbortSignal
}

/** `provider_id`: by which a delivery report names it. */
export type SmsTaken = { provider_id: string; answer: string }

/** The provider's word about a message that it took. */
export type SmsReport = { provider_id: string; state: 'delivered' | 'failed'; answer: string }

export type SmsProvider = {
  readonly name: 'netgsm' | 'http' | 'file'
  /** False: nobody is reached; what would be sent is kept to look at. */
  readonly real: boolean
  /** Resolves when the provider took it; throws SmsRefused `sms_refused` (final) or `sms_temporary`. */
  send(message: SmsMessage): Promise<SmsTaken>
  /**
   * What became of these messages, by `provider_id`; those still on their way are left out. Absent: the provider reports
   * by itself, or not at all. Throws SmsRefused `sms_temporary`.
   */
  reports?(provider_ids: readonly string[], signal: AbortSignal): Promise<SmsReport[]>
}
