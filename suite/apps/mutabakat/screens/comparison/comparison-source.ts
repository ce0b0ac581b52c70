/** Where a comparison comes from and goes to: the same screen serves members, guests by their link, and linked companies. */
import type { Page } from '#platform/contract'
import { upload } from '../../../../web/api/upload.ts'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import {
  type Comparison,
  type ConsentInput,
  type DecideInput,
  type ExplainInput,
  type Line,
  type LinePair,
  type PairInput,
  routes,
  type StatementSide,
} from '../../contract/index.ts'
import { roomOf } from '../letters/live-letters.ts'

/** Which pairs a list shows. */
export type Shown = 'proposed' | 'suspects' | 'confirmed'
/** `q`: of document, description, or an amount. */
export type PageQuery = { limit: number; cursor?: string | undefined; q?: string | undefined }

export type ComparisonSource = {
  /** Whose books the reader keeps. */
  side: StatementSide
  /** Members have a bar over their screens that stays; guests have not. */
  isUnderBar: boolean
  /** Null until it is known. */
  room: string | null
  key: readonly unknown[]
  read: (signal: AbortSignal) => Promise<Comparison>
  pairs: (shown: Shown, page: PageQuery, signal: AbortSignal) => Promise<Page<LinePair>>
  lines: (side: StatementSide, page: PageQuery, signal: AbortSignal) => Promise<Page<Line>>
  decide: (input: DecideInput) => Promise<Comparison>
  join: (input: PairInput) => Promise<Comparison>
  /** `line`: as the reader saw it; one that somebody wrote on meanwhile is refused, with the line as it is now. */
  explain: (line: Pick<Line, 'id' | 'version'>, input: ExplainInput) => Promise<Comparison>
  /** `rev`: the list that was read; another one is refused. */
  agree: (input: ConsentInput, rev: number) => Promise<Comparison>
  /** The sides whose statement the reader may bring. `onProgress`: 0…1. */
  uploads: readonly StatementSide[]
  upload: (side: StatementSide, file: File, onProgress: (part: number) => void) => Promise<unknown>
  accept: readonly string[]
  maxBytes: number
  /** The lines of the reader's own letter about the same account, to be given as they are; null without. */
  own: { no: string; lines: number; from: string | null; to: string | null; give: () => Promise<unknown> } | null
  /** Null where only the other side may ask for it. */
  matchAgain: (() => Promise<Comparison>) | null
}

export const SHEETS = ['.xlsx', '.csv']

export const useMemberSource = (id: string): ComparisonSource => {
  const company = useCompany()
  const call = useCompanyCall()
  const params = { id }
  return {
    side: 'ours',
    isUnderBar: true,
    room: roomOf(id),
    key: [...companyKey(company), 'comparison', id],
    read: signal => call(routes.comparison, { params }, { signal }),
    pairs: (shown, page, signal) =>
      call(routes.listPairs, { params, query: { ...page, 'filter[shown]': shown } }, { signal }),
    lines: (side, page, signal) =>
      call(routes.listLoneLines, { params, query: { ...page, 'filter[side]': side } }, { signal }),
    decide: body => call(routes.decidePairs, { params, body }),
    join: body => call(routes.pairLines, { params, body }),
    explain: (line, body) =>
      call(routes.explainLine, { params: { id, line: line.id }, body }, { ifMatch: line.version }),
    agree: (body, rev) => call(routes.agreeToDifference, { params, body }, { ifMatch: rev }),
    uploads: ['ours', 'theirs'],
    upload: (side, file, onProgress) =>
      upload(routes.uploadStatement, file, { company: company.id, params: { id, side }, onProgress }),
    accept: SHEETS,
    maxBytes: routes.uploadStatement.upload!.maxBytes,
    own: null,
    matchAgain: () => call(routes.matchStatements, { params }),
  }
}
