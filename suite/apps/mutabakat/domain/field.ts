/** The fields a column of an imported file can be, and which of them each kind of file has. */
import {
  BABS_FIELDS,
  BALANCE_FIELDS,
  CARD_FIELDS,
  DUE_FIELDS,
  IMPORT_FIELDS,
  type ImportField,
  type ImportKind,
} from '../contract/index.ts'

export { BALANCE_FIELDS, CARD_FIELDS, type ImportKind }
export const FIELDS = IMPORT_FIELDS
export type Field = ImportField

export const FIELDS_OF: Readonly<Record<ImportKind, readonly Field[]>> = {
  balances: BALANCE_FIELDS,
  cards: CARD_FIELDS,
  babs: BABS_FIELDS,
  dues: DUE_FIELDS,
}
