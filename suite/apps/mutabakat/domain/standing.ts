/** From letters counted by state to how they stand: the one meaning of waiting, agreed and closed on every screen. */
import type { LetterStatus, Standing } from '../contract/index.ts'
import { isAnswered, isOpen, isUnsent } from './letter-status.ts'

export type StatusCount = {
  status: LetterStatus
  count: number /** Of those: came back or were refused. */
  undelivered: number
}

/** Replaced, withdrawn and archived letters are history: they stand nowhere. */
const stands = (status: LetterStatus): boolean =>
  status !== 'cancelled' && status !== 'archived' && status !== 'revised'

export const standingOf = (counts: readonly StatusCount[]): Standing => {
  const living = counts.filter(({ status }) => stands(status))
  const sum = (of: (status: LetterStatus) => boolean) =>
    living.filter(({ status }) => of(status)).reduce((total, { count }) => total + count, 0)
  const total = sum(() => true)
  return {
    total,
    draft: sum(isUnsent),
    sent: sum(status => status === 'sent'),
    viewed: sum(status => status === 'viewed'),
    waiting: sum(isOpen),
    approved: sum(status => status === 'approved' || status === 'resolved'),
    rejected: sum(status => status === 'rejected'),
    expired: sum(status => status === 'expired'),
    undelivered: living.reduce((all, { undelivered }) => all + undelivered, 0),
    closed_percent: total === 0 ? 0 : Math.round((sum(isAnswered) / total) * 1000) / 10,
  }
}
