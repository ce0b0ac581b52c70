/** Takes a guest out of the comparisons of the letters that went to an address; what was decided stays, by nobody. */
import { sql } from 'kysely'
import { ERASED } from '#platform/privacy'
import type { Trx } from '#platform/store'

/** Before the links lose their address: names of uploads are found by them. */
export const forgetGuest = async (trx: Trx, company_id: string, address: string): Promise<void> => {
  await sql`update mutabakat.statement s set uploaded_by = ${ERASED}
    where s.company_id = ${company_id} and s.side = 'theirs' and exists (
      select 1 from mutabakat.link k where k.letter_id = s.letter_id and k.address = ${address}
        and s.uploaded_by in (k.address, k.contact_name))`.execute(trx)
  await sql`update mutabakat.pair set decided_by = ${ERASED}
    where company_id = ${company_id} and decided_side = 'theirs' and decided_by = ${address}`.execute(trx)
  await sql`update mutabakat.statement_line set explained_by = ${ERASED}
    where company_id = ${company_id} and explained_by = ${address}`.execute(trx)
  await sql`update mutabakat.comparison
    set consent_theirs = consent_theirs || jsonb_build_object('by', ${ERASED}::text), rev = rev + 1
    where company_id = ${company_id} and consent_theirs ->> 'by' = ${address}`.execute(trx)
}
