/** Checks a letter for anybody who holds it: by the code of its QR, or by the sha256 of its file. */
import type { z } from 'zod'
import type { Services } from '#platform/app'
import { fail, type verifySchema } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'

export const verifyDocument = async (services: Services, hash: string): Promise<z.infer<typeof verifySchema>> => {
  const found = await services.store.asSystem('anybody checks a letter he holds', trx =>
    withTables(trx)
      .selectFrom('mutabakat.document as document')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'document.letter_id')
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .innerJoin('platform.company as company', 'company.id', 'letter.company_id')
      .select([
        'letter.no',
        'letter.balance_date',
        'letter.status',
        'document.sha256',
        'document.created_at',
        'counterparty.title as counterparty_title',
        'company.title as company_title',
      ])
      .where(/^[0-9a-f]{64}$/.test(hash) ? 'document.sha256' : 'document.verify_code', '=', hash)
      .executeTakeFirst(),
  )
  if (!found) throw fail('document_not_found')
  return {
    no: found.no,
    company: found.company_title,
    // Enough for the holder to recognise it, nothing to learn for who guessed.
    counterparty_initials: found.counterparty_title
      .split(/\s+/)
      .map(word => `${word.slice(0, 1)}.`)
      .slice(0, 4)
      .join(' '),
    balance_date: found.balance_date,
    issued_at: found.created_at.toISOString(),
    sha256: found.sha256,
    status: found.status,
    signature_level: 'L2',
  }
}
