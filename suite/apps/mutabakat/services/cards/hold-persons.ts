/** What the application holds of persons: contacts of counterparties, recipients of letters, who answered, who sent. */
import { type SqlBool, sql } from 'kysely'
import { definePersonData, ERASED, type PersonData, type Subject } from '#platform/privacy'
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import { forgetGuest } from '../comparison/forget-guest.ts'
import { mirrorPersons } from '../mirror/hold-mirrors.ts'
import { queueErased } from '../mirror/queue-mirror.ts'
import { auditors } from './hold-auditors.ts'

const SAMPLES = 5
const EXPORTED = 5_000

/** Where letters reach this person: links came by mail or by SMS. */
const addressOf = (subject: Subject): string => subject.email ?? subject.phone ?? ''

/** Main contacts of cards, and further ones; by mail address or by phone, as the person is asked for. */
const contacts = async (trx: Trx, company_id: string, subject: Subject) => {
  const tables = withTables(trx)
  const main = await tables
    .selectFrom('mutabakat.counterparty')
    .select(['code', 'title', 'tax_kind', 'tax_number', 'contact_name', 'email', 'mobile', 'created_at'])
    .where('company_id', '=', company_id)
    .where(isContact(subject))
    .orderBy('code')
    .limit(EXPORTED)
    .execute()
  const further = await tables
    .selectFrom('mutabakat.contact as contact')
    .innerJoin('mutabakat.counterparty as card', 'card.id', 'contact.counterparty_id')
    .select(['card.code', 'card.title', 'card.tax_kind', 'card.tax_number', 'contact.name as contact_name'])
    .select(['contact.email', 'contact.mobile', 'contact.created_at'])
    .where('contact.company_id', '=', company_id)
    .where(isContact(subject, 'contact.'))
    .orderBy('card.code')
    .limit(EXPORTED)
    .execute()
  return [...main, ...further]
}

const isContact = ({ email, phone }: Subject, of: '' | 'contact.' = '') =>
  email === null
    ? sql<SqlBool>`${sql.ref(`${of}mobile`)} = ${phone}`
    : sql<SqlBool>`${sql.ref(`${of}email`)} = ${email}`

const contact = definePersonData({
  kind: 'mutabakat.contact',
  title: 'mutabakat.privacy.contact',
  effect: 'mutabakat.privacy.contact_effect',
  async find(trx, company_id, subject) {
    const rows = await contacts(trx, company_id, subject)
    const sample = (row: (typeof rows)[number]) => [row.contact_name, row.title].filter(Boolean).join(', ')
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(sample) }
  },
  export: contacts,
  async erase(trx, company_id, subject) {
    const tables = withTables(trx)
    const [main] = await tables
      .updateTable('mutabakat.counterparty')
      .set({
        ...{ contact_name: null, email: null, mobile: null, bounced_at: null, rev: sql`rev + 1` },
        // Of a company it is public, of a person with a card of their own it is where they live.
        address: sql`case when tax_kind = 'tckn' then null else address end`,
      })
      .where('company_id', '=', company_id)
      .where(isContact(subject))
      .execute()
    // Of a further contact nothing is left to keep.
    const [further] = await tables
      .deleteFrom('mutabakat.contact')
      .where('company_id', '=', company_id)
      .where(isContact(subject))
      .execute()
    return Number(main!.numUpdatedRows + further!.numDeletedRows)
  },
})

/** Letters that were answered through a link to this address; before there was evidence, a letter's newest link was the one. */
const answeredBy = (trx: Trx, company_id: string, subject: Subject) =>
  withTables(trx)
    .selectFrom('mutabakat.letter as letter')
    .where('letter.company_id', '=', company_id)
    .where('letter.answer_name', 'is not', null)
    .where('letter.answer_name', '!=', ERASED)
    .where(sql<SqlBool>`${addressOf(subject)} = coalesce(
      (select link.address from mutabakat.evidence as fact join mutabakat.link as link on link.id = fact.link_id
        where fact.company_id = letter.company_id and fact.letter_id = letter.id and fact.fact = 'answered'),
      (select link.address from mutabakat.link as link
        where link.company_id = letter.company_id and link.letter_id = letter.id
        order by link.created_at desc limit 1))`)

const answers = (trx: Trx, company_id: string, subject: Subject) =>
  answeredBy(trx, company_id, subject)
    .select([
      'letter.no',
      'letter.answer_choice',
      'letter.answer_name',
      'letter.answer_title',
      'letter.answer_note',
      'letter.answered_at',
    ])
    .orderBy('letter.answered_at')
    .limit(EXPORTED)
    .execute()

const answer = definePersonData({
  kind: 'mutabakat.answer',
  title: 'mutabakat.privacy.answer',
  effect: 'mutabakat.privacy.answer_effect',
  async find(trx, company_id, subject) {
    const rows = await answers(trx, company_id, subject)
    return { count: rows.length, samples: [...new Set(rows.map(row => row.answer_name ?? ''))].slice(0, SAMPLES) }
  },
  export: answers,
  async erase(trx, company_id, subject, jobs) {
    const found = await answeredBy(trx, company_id, subject)
      .select(['letter.id', 'letter.answer_name'])
      .forUpdate()
      .execute()
    if (found.length === 0) return 0
    const ids = found.map(row => row.id)
    const tables = withTables(trx)
    await sql`update mutabakat.history h
      set actor = case when h.actor = l.answer_name then ${ERASED} else h.actor end,
        detail = h.detail - 'approved_by' - 'rejected_by'
      from mutabakat.letter l
      where h.company_id = ${company_id} and l.id = h.letter_id and l.id = any(${ids})`.execute(trx)
    // They repeat the name in a sentence, for the colleagues who were told.
    await sql`delete from platform.notification n
      where n.company_id = ${company_id} and n.kind in ('mutabakat_approved', 'mutabakat_rejected')
        and exists (select 1 from unnest(${ids}::uuid[]) as letter (id) where position(letter.id::text in n.link) > 0)`.execute(
      trx,
    )
    await tables
      .updateTable('mutabakat.letter')
      .set({ answer_name: ERASED, answer_title: null, rev: sql`rev + 1` })
      .where('company_id', '=', company_id)
      .where('id', 'in', ids)
      .execute()
    await queueErased(jobs, trx, company_id, ids)
    return ids.length
  },
})

const recipients = (trx: Trx, company_id: string, subject: Subject) =>
  withTables(trx)
    .selectFrom('mutabakat.link as link')
    .innerJoin('mutabakat.letter as letter', 'letter.id', 'link.letter_id')
    .select(['letter.no', 'link.address', 'link.created_at', 'link.expires_at'])
    .where('link.company_id', '=', company_id)
    .where('link.address', '=', addressOf(subject))
    .orderBy('link.created_at')
    .limit(EXPORTED)
    .execute()

const recipient = definePersonData({
  kind: 'mutabakat.recipient',
  title: 'mutabakat.privacy.recipient',
  effect: 'mutabakat.privacy.recipient_effect',
  async find(trx, company_id, subject) {
    const rows = await recipients(trx, company_id, subject)
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(row => row.no) }
  },
  export: recipients,
  async erase(trx, company_id, subject, jobs) {
    const address = addressOf(subject)
    await sql`update mutabakat.letter l set delivery_error = null
      where l.company_id = ${company_id} and l.delivery_error is not null and exists (
        select 1 from mutabakat.delivery d where d.letter_id = l.id and d.address = ${address})`.execute(trx)
    await withTables(trx)
      .updateTable('mutabakat.delivery')
      .set({ address: ERASED, contact_name: null, error: null })
      .where('company_id', '=', company_id)
      .where('address', '=', address)
      .execute()
    // The chain of evidence holds without what named the person: the fingerprints stay.
    await sql`update mutabakat.evidence e set detail = null, salt = null from mutabakat.link l
      where e.company_id = ${company_id} and e.detail is not null and l.id = e.link_id and l.address = ${address}`.execute(
      trx,
    )
    await sql`update mutabakat.letter l set asked_until_by = ${ERASED}
      where l.company_id = ${company_id} and l.asked_until_by is not null and exists (
        select 1 from mutabakat.link k where k.letter_id = l.id and k.address = ${address})`.execute(trx)
    // Who looked at the letter before giving a name stands there by address, and so does a mail that came back.
    await sql`update mutabakat.history
      set actor = case when actor = ${address} then ${ERASED} else actor end, detail = detail - 'address' - 'error'
      where company_id = ${company_id} and (actor = ${address} or detail ->> 'address' = ${address})`.execute(trx)
    await forgetGuest(trx, company_id, address)
    const letters = await withTables(trx)
      .selectFrom('mutabakat.link')
      .select('letter_id')
      .distinct()
      .where('company_id', '=', company_id)
      .where('address', '=', address)
      .execute()
    await queueErased(
      jobs,
      trx,
      company_id,
      letters.map(({ letter_id }) => letter_id),
    )
    // A link nobody may be written to any more opens nothing either.
    const result =
      await sql`update mutabakat.link set address = ${ERASED}, contact_name = null, revoked_at = coalesce(revoked_at, now())
      where company_id = ${company_id} and address = ${address}`.execute(trx)
    return Number(result.numAffectedRows ?? 0n)
  },
})

const sent = (trx: Trx, company_id: string, { user_id }: Subject) =>
  withTables(trx)
    .selectFrom('mutabakat.letter')
    .where('company_id', '=', company_id)
    .where(sql<SqlBool>`sender_id::text = ${user_id}`)
    .where('sender_name', '!=', ERASED)

const sender = definePersonData({
  kind: 'mutabakat.sender',
  title: 'mutabakat.privacy.sender',
  effect: 'mutabakat.privacy.sender_effect',
  async find(trx, company_id, subject) {
    const row = await sent(trx, company_id, subject)
      .select([sql<number>`count(*)::int`.as('count'), sql<string | null>`min(sender_name)`.as('name')])
      .executeTakeFirstOrThrow()
    return { count: row.count, samples: row.name ? [row.name] : [] }
  },
  export: (trx, company_id, subject) =>
    sent(trx, company_id, subject)
      .select(['no', 'sender_name', 'created_at', 'sent_at'])
      .orderBy('created_at')
      .limit(EXPORTED)
      .execute(),
  async erase(trx, company_id, { user_id }) {
    await sql`update mutabakat.history h set actor = ${ERASED} from mutabakat.letter l
      where h.company_id = ${company_id} and l.id = h.letter_id and l.sender_id::text = ${user_id}
        and h.actor = l.sender_name`.execute(trx)
    await sql`update mutabakat.import set owner_name = ${ERASED}
      where company_id = ${company_id} and owner_id::text = ${user_id}`.execute(trx)
    const result = await sql`update mutabakat.letter set sender_name = ${ERASED}, rev = rev + 1
      where company_id = ${company_id} and sender_id::text = ${user_id} and sender_name <> ${ERASED}`.execute(trx)
    return Number(result.numAffectedRows ?? 0n)
  },
})

/** Answers before recipients: the address of the link is what leads to who answered. */
export const mutabakatPersons: readonly PersonData[] = [contact, answer, auditors, recipient, sender, ...mirrorPersons]
