/** What a counterparty is to the company; in files M (müşteri), S (satıcı), T (both). */
import { COUNTERPARTY_KINDS } from '../contract/index.ts'

export { COUNTERPARTY_KINDS }
export type CounterpartyKind = (typeof COUNTERPARTY_KINDS)[number]
