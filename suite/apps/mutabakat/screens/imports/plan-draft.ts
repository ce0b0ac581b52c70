/** How a file will be read, as the wizard holds it before it is told to the server. Pure. */
import type { Currency } from '#platform/contract'
import {
  BALANCE_FIELDS,
  CARD_FIELDS,
  type Erp,
  type Import,
  type ImportField,
  type ImportKind,
  type ImportLook,
  type ImportMapInput,
} from '../../contract/index.ts'
import { missingFields, type Side } from '../../domain/index.ts'

export type PlanDraft = {
  sheet: string | null
  heading_row: number
  columns: Partial<Record<ImportField, number>>
  date: string
  currency: Currency | null
  side: Side | null
  date_order: 'dmy' | 'mdy'
  decimal: ',' | '.' | null
  erp: Erp | null
  save_as: string
}

/** What the look found; `plan` is what was decided earlier, and wins while it is about the same place of the file. */
export const draftOf = (look: ImportLook, plan: Import['plan']): PlanDraft => {
  const found = Object.fromEntries(look.columns.flatMap(({ field, index }) => (field ? [[field, index]] : [])))
  const known = plan && plan.sheet === look.sheet && plan.heading_row === look.heading_row ? plan : null
  return {
    sheet: look.sheet,
    heading_row: look.heading_row ?? 1,
    columns: known?.columns ?? found,
    date: known?.defaults.date ?? '',
    currency: known?.defaults.currency ?? null,
    side: known?.defaults.side ?? null,
    date_order: known?.date_order ?? 'dmy',
    decimal: known?.decimal ?? null,
    erp: known ? known.erp : look.erp,
    save_as: '',
  }
}

export const fieldsOf = (kind: ImportKind): readonly ImportField[] => (kind === 'cards' ? CARD_FIELDS : BALANCE_FIELDS)

/** A column is one thing: who takes it takes it from the other. */
export const withColumn = (draft: PlanDraft, field: ImportField, index: number | null): PlanDraft => {
  const others = Object.entries(draft.columns).filter(([name, at]) => name !== field && at !== index)
  return { ...draft, columns: { ...Object.fromEntries(others), ...(index === null ? {} : { [field]: index }) } }
}

/** Required fields that neither a column nor a default answers. */
export const missingIn = (draft: PlanDraft, kind: ImportKind): ImportField[] =>
  missingFields(draft.columns, kind).filter(field => !(field === 'date' && draft.date !== ''))

export const inputOf = (draft: PlanDraft): ImportMapInput => ({
  sheet: draft.sheet,
  heading_row: draft.heading_row,
  columns: draft.columns,
  defaults: {
    ...(draft.date ? { date: draft.date } : {}),
    ...(draft.currency ? { currency: draft.currency } : {}),
    ...(draft.side ? { side: draft.side } : {}),
  },
  date_order: draft.date_order,
  decimal: draft.decimal,
  erp: draft.erp,
  save_as: draft.save_as.trim() || null,
})
