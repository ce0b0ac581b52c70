/** What the platform itself holds of a person within a company. */
import { type SqlBool, sql } from 'kysely'
import type { AuthTables } from '#platform/identity'
import type { Trx } from '#platform/store'
import { definePersonData, ERASED, type PersonData, type Subject } from './person-data.ts'

/** A membership ends through the members' page, where its sessions and rooms end with it; so `erase` is absent. */
export const MEMBER_KIND = 'platform.member'

const SAMPLES = 5
const EXPORTED = 5_000

const member = definePersonData({
  kind: MEMBER_KIND,
  title: 'privacy.person.member',
  effect: 'privacy.person.member_effect',
  async find(trx, company_id, subject) {
    const rows = await memberships(trx, company_id, subject)
    return { count: rows.length, samples: rows.map(row => row.name) }
  },
  export: (trx, company_id, subject) => memberships(trx, company_id, subject),
})

const memberships = (trx: Trx, company_id: string, { user_id }: Subject) =>
  trx
    .withTables<AuthTables>()
    .selectFrom('platform.membership as m')
    .innerJoin('auth.user as u', 'u.id', 'm.user_id')
    .select(['u.name', 'u.email', 'm.role', 'm.created_at'])
    .where('m.company_id', '=', company_id)
    .where('m.user_id', '=', user_id ?? '')
    .execute()

const invitation = definePersonData({
  kind: 'platform.invitation',
  title: 'privacy.person.invitation',
  effect: 'privacy.person.invitation_effect',
  async find(trx, company_id, subject) {
    const rows = await invitations(trx, company_id, subject)
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(row => row.email) }
  },
  export: (trx, company_id, subject) => invitations(trx, company_id, subject),
  async erase(trx, company_id, { email }) {
    const [result] = await trx
      .deleteFrom('platform.invitation')
      .where('company_id', '=', company_id)
      .where('email', '=', email ?? '')
      .execute()
    return Number(result!.numDeletedRows)
  },
})

const invitations = (trx: Trx, company_id: string, { email }: Subject) =>
  trx
    .selectFrom('platform.invitation')
    .select(['email', 'role', 'created_at', 'accepted_at', 'revoked_at'])
    .where('company_id', '=', company_id)
    .where('email', '=', email ?? '')
    .orderBy('created_at')
    .limit(EXPORTED)
    .execute()

const notification = definePersonData({
  kind: 'platform.notification',
  title: 'privacy.person.notification',
  effect: 'privacy.person.notification_effect',
  async find(trx, company_id, { user_id }) {
    const row = await trx
      .selectFrom('platform.notification')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('company_id', '=', company_id)
      .where('user_id', '=', user_id ?? '')
      .executeTakeFirstOrThrow()
    return { count: row.count, samples: [] }
  },
  export: (trx, company_id, { user_id }) =>
    trx
      .selectFrom('platform.notification')
      .select(['created_at', 'title', 'message', 'read_at'])
      .where('company_id', '=', company_id)
      .where('user_id', '=', user_id ?? '')
      .orderBy('created_at', 'desc')
      .limit(EXPORTED)
      .execute(),
  async erase(trx, company_id, { user_id }) {
    const [result] = await trx
      .deleteFrom('platform.notification')
      .where('company_id', '=', company_id)
      .where('user_id', '=', user_id ?? '')
      .execute()
    return Number(result!.numDeletedRows)
  },
})

const mails = (trx: Trx, company_id: string, { email }: Subject) =>
  trx
    .selectFrom('platform.mail')
    .select(['created_at', 'kind', 'recipient', 'subject', 'state'])
    .where('company_id', '=', company_id)
    .where('recipient', '=', email ?? '')
    .orderBy('created_at', 'desc')
    .limit(EXPORTED)
    .execute()

/** The line of the log stays, as proof that something was sent. */
const mail = definePersonData({
  kind: 'platform.mail',
  title: 'privacy.person.mail',
  effect: 'privacy.person.mail_effect',
  async find(trx, company_id, subject) {
    const rows = await mails(trx, company_id, subject)
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(row => row.subject) }
  },
  export: (trx, company_id, subject) => mails(trx, company_id, subject),
  async erase(trx, company_id, { email }) {
    const [result] = await trx
      .updateTable('platform.mail')
      .set({ recipient: ERASED, subject: ERASED, answer: null })
      .where('company_id', '=', company_id)
      .where('recipient', '=', email ?? '')
      .execute()
    return Number(result!.numUpdatedRows)
  },
})

const smsTo = (trx: Trx, company_id: string, { phone }: Subject) =>
  trx
    .selectFrom('platform.sms')
    .select(['created_at', 'kind', 'recipient', 'state'])
    .where('company_id', '=', company_id)
    .where('recipient', '=', phone ?? '')
    .orderBy('created_at', 'desc')
    .limit(EXPORTED)
    .execute()

const sms = definePersonData({
  kind: 'platform.sms',
  title: 'privacy.person.sms',
  effect: 'privacy.person.sms_effect',
  async find(trx, company_id, subject) {
    const rows = await smsTo(trx, company_id, subject)
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(row => row.kind) }
  },
  export: (trx, company_id, subject) => smsTo(trx, company_id, subject),
  async erase(trx, company_id, { phone }) {
    const [result] = await trx
      .updateTable('platform.sms')
      .set({ recipient: ERASED, answer: null })
      .where('company_id', '=', company_id)
      .where('recipient', '=', phone ?? '')
      .execute()
    return Number(result!.numUpdatedRows)
  },
})

const answersTo = (trx: Trx, company_id: string, subject: Subject) =>
  trx
    .selectFrom('platform.data_request')
    .select(['id', 'at', 'file_id'])
    .where('company_id', '=', company_id)
    .where('kind', '=', 'export')
    .where('subject', '=', subject.email ?? subject.phone ?? '')
    .orderBy('at', 'desc')

/** Answers that were given to this person before: the files hold all of them again. */
const answers = definePersonData({
  kind: 'platform.data_request',
  title: 'privacy.person.file',
  effect: 'privacy.person.file_effect',
  async find(trx, company_id, subject) {
    const rows = await answersTo(trx, company_id, subject).execute()
    return { count: rows.length, samples: [] }
  },
  async export(trx, company_id, subject) {
    const rows = await answersTo(trx, company_id, subject).limit(EXPORTED).execute()
    return rows.map(row => ({ at: row.at }))
  },
  async erase(trx, company_id, subject) {
    const rows = await answersTo(trx, company_id, subject).forUpdate().execute()
    if (rows.length === 0) return 0
    const files = rows.flatMap(row => row.file_id ?? [])
    if (files.length > 0)
      await trx.deleteFrom('platform.file').where('company_id', '=', company_id).where('id', 'in', files).execute()
    await trx
      .updateTable('platform.data_request')
      .set({ subject: ERASED, file_id: null })
      .where('company_id', '=', company_id)
      .where(
        'id',
        'in',
        rows.map(row => row.id),
      )
      .execute()
    return rows.length
  },
})

/** What they did, and records that name their address, such as who answered a letter. */
const traces = (trx: Trx, company_id: string, subject: Subject) => {
  const address = subject.email ?? subject.phone
  return trx
    .selectFrom('platform.audit')
    .where('company_id', '=', company_id)
    .where(sql<SqlBool>`(actor = ${subject.user_id} or position(${address} in concat(old, new)) > 0)`)
}

const audit = definePersonData({
  kind: 'platform.audit',
  title: 'privacy.person.audit',
  effect: 'privacy.person.audit_effect',
  async find(trx, company_id, subject) {
    const row = await traces(trx, company_id, subject)
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow()
    return { count: row.count, samples: [] }
  },
  export: (trx, company_id, subject) =>
    traces(trx, company_id, subject)
      .select(['at', 'action', 'object_type', 'object_id', 'ip', 'agent'])
      .orderBy('seq', 'desc')
      .limit(EXPORTED)
      .execute(),
})

export const platformPersons: readonly PersonData[] = [member, invitation, notification, mail, sms, answers, audit]
