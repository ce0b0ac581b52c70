/** What linked companies leave of our own people: who read and answered letters that came in, who asked for links and decided. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { definePersonData, ERASED, type PersonData, type Subject } from '#platform/privacy'
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import { isTraceOf } from './person-traces.ts'

const SAMPLES = 5
const EXPORTED = 5_000

const nameOf = ({ user_id }: Subject) => sql<string | null>`(select name from auth."user" where id::text = ${user_id})`

/** By account; where no account was kept, by the name it has: rows of an older version, and answers given by the link. */
const isTheirs = (subject: Subject, id: string, name: RawBuilder<unknown>) =>
  sql<SqlBool>`coalesce(case when ${sql.ref(id)} is null then ${name} = ${nameOf(subject)}
    else ${sql.ref(id)}::text = ${subject.user_id} end, false)`

const read = (subject: Subject) => isTheirs(subject, 'read_by_id', sql.ref('read_by'))
const answered = (subject: Subject) =>
  sql<SqlBool>`(${isTheirs(subject, 'answered_by_id', sql`coalesce(answered_by, letter -> 'answer' ->> 'name')`)}
    or ${isTraceOf(subject, 'answered_trace')})`
const askedForTime = (subject: Subject) =>
  sql<SqlBool>`(coalesce(letter -> 'asked_until' ->> 'by' = ${nameOf(subject)}, false)
    or ${isTraceOf(subject, 'asked_trace')})`
const audits = (subject: Subject) => isTraceOf(subject, 'auditor_trace')

const letters = (trx: Trx, company_id: string, subject: Subject) =>
  withTables(trx)
    .selectFrom('mutabakat.incoming')
    .where('company_id', '=', company_id)
    .where(eb => eb.or([read(subject), answered(subject), askedForTime(subject), audits(subject)]))

const reader = definePersonData({
  kind: 'mutabakat.reader',
  title: 'mutabakat.privacy.reader',
  effect: 'mutabakat.privacy.reader_effect',
  async find(trx, company_id, subject) {
    const rows = await letters(trx, company_id, subject).select('no').orderBy('received_at').execute()
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(({ no }) => no) }
  },
  export: (trx, company_id, subject) =>
    letters(trx, company_id, subject)
      .select(['no', 'from_title'])
      .select([
        sql<Date | null>`case when ${read(subject)} then read_at end`.as('read_at'),
        sql<string | null>`case when ${answered(subject)} then letter -> 'answer' ->> 'name' end`.as('answer_name'),
        sql<string | null>`case when ${answered(subject)} then letter -> 'answer' ->> 'title' end`.as('answer_title'),
        sql<string | null>`case when ${answered(subject)} then letter -> 'answer' ->> 'choice' end`.as('answer_choice'),
        sql<Date | null>`case when ${answered(subject)} then answered_at end`.as('answered_at'),
        sql<string | null>`case when ${askedForTime(subject)} then letter -> 'asked_until' ->> 'by' end`.as('asked_by'),
        sql<string | null>`case when ${audits(subject)} then letter -> 'auditor' ->> 'name' end`.as('auditor_name'),
      ])
      .orderBy('received_at')
      .limit(EXPORTED)
      .execute(),
  async erase(trx, company_id, subject) {
    const [wasRead, wasAnswered, wasAsked] = [read(subject), answered(subject), askedForTime(subject)]
    const isAuditor = audits(subject)
    const result = await sql`
      update mutabakat.incoming set
        read_by = case when ${wasRead} then ${ERASED} else read_by end,
        read_by_id = case when ${wasRead} then null else read_by_id end,
        answered_by = case when ${wasAnswered} and answered_by is not null then ${ERASED} else answered_by end,
        answered_by_id = case when ${wasAnswered} then null else answered_by_id end,
        answered_trace = case when ${wasAnswered} then null else answered_trace end,
        asked_trace = case when ${wasAsked} then null else asked_trace end,
        auditor_trace = case when ${isAuditor} then null else auditor_trace end,
        letter = letter
          || case when ${wasAnswered} and jsonb_typeof(letter -> 'answer') = 'object' then jsonb_build_object('answer',
            (letter -> 'answer') || jsonb_build_object('name', ${ERASED}::text, 'title', null)) else '{}' end
          || case when ${wasAsked} then jsonb_build_object('asked_until',
            (letter -> 'asked_until') || jsonb_build_object('by', ${ERASED}::text)) else '{}' end
          || case when ${isAuditor} then jsonb_build_object('auditor',
            (letter -> 'auditor') || jsonb_build_object('name', ${ERASED}::text)) else '{}' end,
        rev = rev + 1
      where company_id = ${company_id} and (${wasRead} or ${wasAnswered} or ${wasAsked} or ${isAuditor})`.execute(trx)
    return Number(result.numAffectedRows ?? 0n)
  },
})

const asked = (subject: Subject) => isTheirs(subject, 'asked_by_id', sql.ref('asked_by'))
const decided = (subject: Subject) => isTheirs(subject, 'decided_by_id', sql.ref('decided_by'))

const questions = async (trx: Trx, company_id: string, subject: Subject) => {
  const tables = withTables(trx)
  const sent = await tables
    .selectFrom('mutabakat.link_request')
    .select(['tax_number', 'asked_by', 'asked_at'])
    .where('company_id', '=', company_id)
    .where(asked(subject))
    .orderBy('asked_at')
    .limit(EXPORTED)
    .execute()
  const received = await tables
    .selectFrom('mutabakat.link_invitation')
    .select(['from_tax_number as tax_number', 'state', 'decided_by', 'decided_at'])
    .where('company_id', '=', company_id)
    .where(decided(subject))
    .orderBy('decided_at')
    .limit(EXPORTED)
    .execute()
  return [...sent, ...received]
}

const link = definePersonData({
  kind: 'mutabakat.link',
  title: 'mutabakat.privacy.link',
  effect: 'mutabakat.privacy.link_effect',
  async find(trx, company_id, subject) {
    const rows = await questions(trx, company_id, subject)
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(({ tax_number }) => tax_number) }
  },
  export: questions,
  async erase(trx, company_id, subject) {
    const sent = await sql`update mutabakat.link_request set asked_by = ${ERASED}, asked_by_id = null
      where company_id = ${company_id} and ${asked(subject)}`.execute(trx)
    const received = await sql`update mutabakat.link_invitation set decided_by = ${ERASED}, decided_by_id = null
      where company_id = ${company_id} and ${decided(subject)}`.execute(trx)
    return Number((sent.numAffectedRows ?? 0n) + (received.numAffectedRows ?? 0n))
  },
})

export const mirrorPersons: readonly PersonData[] = [reader, link]
