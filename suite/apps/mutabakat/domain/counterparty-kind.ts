/** What a counterparty is to the company; in files M (müşteri), S (satıcı), T (both). */
export const COUNTERPARTY_KINDS = ['customer', 'supplier', 'both'] as const
export type CounterpartyKind = (typeof COUNTERPARTY_KINDS)[number]
