/** By what a person is found in a letter that came in, once the link is over: a fingerprint of the address, never the address. */
import { type Kysely, sql } from 'kysely'

export const traces = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table mutabakat.incoming
    add column answered_trace text, add column asked_trace text, add column auditor_trace text`.execute(db)
  // Of the letters that are still there: who answered and who asked for time, by the link they did it with.
  for (const [column, fact] of [
    ['answered_trace', 'answered'],
    ['asked_trace', 'more_time_asked'],
  ] as const)
    await sql`update mutabakat.incoming i
      set ${sql.ref(column)} = encode(sha256(convert_to(i.letter_id::text || lower(link.address), 'UTF8')), 'hex')
      from mutabakat.evidence fact join mutabakat.link link on link.id = fact.link_id
      where fact.letter_id = i.letter_id and fact.fact = ${fact}`.execute(db)
  await sql`update mutabakat.incoming i
    set auditor_trace = encode(sha256(convert_to(i.letter_id::text || lower(l.auditor_email), 'UTF8')), 'hex')
    from mutabakat.letter l where l.id = i.letter_id and l.auditor_email is not null`.execute(db)
}
