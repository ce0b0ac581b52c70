/**
 * Who is named in a letter that came in, as the fingerprint of their address in the sender's books: no address leaves those, and
 * the receiver's desk for persons finds them all the same, also when the link is over.
 */
import { createHash } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import type { Subject } from '#platform/privacy'
import type { MutabakatTrx } from '../../data/letters.ts'

export type PersonTraces = {
  answered_trace: string | null
  asked_trace: string | null
  auditor_trace: string | null
}

/** Salted with the letter, so that two of them do not say that they name one person. The migration writes the same. */
const traceOf = (letter_id: string, address: string | null | undefined): string | null =>
  address
    ? createHash('sha256')
        .update(letter_id + address.toLowerCase())
        .digest('hex')
    : null

/** In the sender's company. */
export const readTraces = async (
  tables: MutabakatTrx,
  letter: { company_id: string; id: string; auditor_email: string | null },
): Promise<PersonTraces> => {
  const { company_id, id } = letter
  const facts = await tables
    .selectFrom('mutabakat.evidence as fact')
    .innerJoin('mutabakat.link as link', 'link.id', 'fact.link_id')
    .select(['fact.fact', 'link.address'])
    .where('fact.company_id', '=', company_id)
    .where('fact.letter_id', '=', id)
    .where('fact.fact', 'in', ['answered', 'more_time_asked'])
    .orderBy('fact.seq')
    .execute()
  const of = (fact: 'answered' | 'more_time_asked') => facts.findLast(one => one.fact === fact)?.address
  return {
    answered_trace: traceOf(id, of('answered')),
    asked_trace: traceOf(id, of('more_time_asked')),
    auditor_trace: traceOf(id, letter.auditor_email),
  }
}

/** True of rows whose `column` is of this person. */
export const isTraceOf = ({ email, phone }: Subject, column: keyof PersonTraces) =>
  sql<SqlBool>`coalesce(${sql.ref(column)} =
    encode(sha256(convert_to(letter_id::text || lower(${email ?? phone}), 'UTF8')), 'hex'), false)`
