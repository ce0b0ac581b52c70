/** Why two ledgers differ: what a counterparty picks when it does not agree. */
import { REASON_CODES, type ReasonCode } from '../contract/index.ts'

export const isReason = (text: string): text is ReasonCode => REASON_CODES.some(reason => reason === text)
