/** Columns of a letter that only some kinds fill: documents, the auditor; and what a letter's figures fill of them. */
import type { Selectable } from 'kysely'
import type { Auditor, Documents } from '../contract/index.ts'
import type { LetterFigures } from '../domain/index.ts'
import type { LetterOfKind } from './kind-tables.ts'

export const toDocuments = (
  row: Pick<Selectable<LetterOfKind>, 'documents_count' | 'documents_scope'>,
): Documents | null =>
  row.documents_count === null || row.documents_scope === null
    ? null
    : { count: row.documents_count, scope: row.documents_scope }

export const toAuditor = (
  row: Pick<Selectable<LetterOfKind>, 'auditor_firm' | 'auditor_name' | 'auditor_email' | 'auditor_reference'>,
): Auditor | null =>
  row.auditor_firm === null || row.auditor_name === null || row.auditor_email === null
    ? null
    : {
        firm: row.auditor_firm,
        name: row.auditor_name,
        email: row.auditor_email,
        reference: row.auditor_reference,
      }

/** The columns of a letter that its figures fill. */
export const figureColumns = ({ kind, minor, currency, side, documents, auditor }: LetterFigures) => ({
  kind,
  minor,
  currency,
  side,
  documents_count: documents?.count ?? null,
  documents_scope: documents?.scope ?? null,
  auditor_firm: auditor?.firm ?? null,
  auditor_name: auditor?.name ?? null,
  auditor_email: auditor?.email ?? null,
  auditor_reference: auditor?.reference ?? null,
})
