/** Checks a paper for anybody who holds it: by the code of its QR, by the sha256 of its file, or the file itself. */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Services } from '#platform/app'
import { fail, type PdfVerdict, type verifySchema } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { judgePdf } from './trust-of.ts'

/** Uploads of a counterparty and scans are no papers of ours: nobody learns of them by a hash. */
const OUR_KINDS = ['letter', 'answer', 'package'] as const

const findPaper = (services: Services, column: 'document.sha256' | 'document.verify_code', value: string) =>
  services.store.asSystem('anybody checks a paper they hold', trx =>
    withTables(trx)
      .selectFrom('mutabakat.document as document')
      .innerJoin('platform.company as company', 'company.id', 'document.company_id')
      .leftJoin('mutabakat.letter as letter', 'letter.id', 'document.letter_id')
      .leftJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .select([
        'document.kind',
        'document.version',
        'document.level',
        'document.sha256',
        'document.created_at',
        'letter.no',
        'letter.kind as letter_kind',
        'letter.balance_date',
        'letter.status',
        'counterparty.title as counterparty_title',
        'company.title as company_title',
      ])
      .where(column, '=', value)
      .where('document.kind', 'in', OUR_KINDS)
      .orderBy('document.created_at')
      .executeTakeFirst(),
  )

export const verifyDocument = async (services: Services, hash: string): Promise<z.infer<typeof verifySchema>> => {
  const isDigest = /^[0-9a-f]{64}$/.test(hash)
  const found = await findPaper(services, isDigest ? 'document.sha256' : 'document.verify_code', hash)
  if (!found) throw fail('document_not_found')
  return {
    kind: found.kind,
    version: found.version,
    no: found.no,
    letter_kind: found.letter_kind,
    company: found.company_title,
    // Enough for the holder to recognise it, nothing to learn for who guessed.
    counterparty_initials: found.counterparty_title && initials(found.counterparty_title),
    balance_date: found.balance_date,
    issued_at: found.created_at.toISOString(),
    sha256: found.sha256,
    status: found.status,
    signature_level: found.level,
  }
}

const initials = (title: string): string =>
  title
    .split(/\s+/)
    .map(word => `${word.slice(0, 1)}.`)
    .slice(0, 4)
    .join(' ')

export type FileCheck = PdfVerdict & { known: { no: string | null; company: string; kind: string } | null }

/** Nothing of the file is kept. Refuses what is no PDF. */
export const verifyFile = async (services: Services, bytes: Buffer): Promise<FileCheck> => {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw fail('pdf_expected')
  const verdict = await judgePdf(services, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const known = await findPaper(services, 'document.sha256', sha256)
  return { ...verdict, known: known ? { no: known.no, company: known.company_title, kind: known.kind } : null }
}
