/** What becomes of mails after they were sent: the report of a receiving server, and what an application is told of it. */

/** One report of RFC 3464, about one recipient of one mail. */
export type BounceReport = {
  /** Of the mail it is about, without `<` and `>`; null when the report does not say. */
  message_id: string | null
  /** `ENVID` of the mail, as it was given to the first server; null when the report does not say. */
  envelope_id: string | null
  /** Whom the mail was for, as we had written it where the report says so. */
  recipient: string
  /** Enhanced code of RFC 3463: `5.1.1` no such mailbox, `4.4.7` gave up waiting. */
  status: string | null
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  /** The mail did not arrive, and the next one to this address will not either (`failed` with a status of 5). */
  permanent: boolean
  /** What the receiving server said, at most 500 characters. */
  diagnostic: string
}

/**
 * A mail that had been sent came back. `Application.onBounce` is told of those whose `kind` it declared in `mails`, once
 * for each mail, in the transaction that writes the log.
 */
export type MailBounce = {
  /** Id of the mail in the log: the one that was given to `outgoing.enter`, or answered by `outgoing.queue`. */
  mail_id: string
  company_id: string
  /** Id of its template: `mutabakat.letter`. */
  kind: string
  recipient: string
  status: string | null
  /** False: the server gave up waiting, or the mailbox is full; the address may be right. */
  permanent: boolean
  diagnostic: string
  at: Date
}
