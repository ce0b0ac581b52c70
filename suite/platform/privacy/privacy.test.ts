/** Data protection over HTTP: retention, legal hold, records of destruction, and requests of persons. */
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DataRequest, Destruction, Page, PersonFind, RetentionRule as Rule, Task } from '#platform/contract'
import { platformJobs } from '../app/index.ts'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'
import { dueBefore, type RetentionRule, runRetention, trimAccounts } from './index.ts'
import { platformRetention } from './platform-rules.ts'

const DAY_MS = 86_400_000
let world: TestHttp
let owner: TestPerson
let company: string
beforeAll(async () => {
  world = await createTestHttp()
  for (const job of platformJobs)
    world.services.jobs.register(job.contract, (input, context) => job.handle(world.services, input, context))
  await world.services.jobs.start()
})
afterAll(() => world.close())
beforeEach(async () => {
  const made = await world.addCompany('Çağ Tekstil Ltd. Şti.')
  owner = made.owner
  company = made.id
})

const inCompany = <T>(fn: Parameters<typeof world.store.inCompany<T>>[1]) => world.store.inCompany(company, fn)
const run = () => runRetention(world.services, world.services.dataRules.retention)
const ago = (days: number) => new Date(world.services.now().getTime() - days * DAY_MS)
const notify = (days: number, user_id = owner.id, of = company) =>
  world.store.inCompany(of, trx =>
    trx
      .insertInto('platform.notification')
      .values({
        ...{ id: world.services.id(), company_id: of, user_id, level: 'info', kind: 'k', title: 'T', message: 'M' },
        created_at: ago(days),
      })
      .execute(),
  )
const notifications = () =>
  inCompany(trx => trx.selectFrom('platform.notification').select('created_at').orderBy('created_at').execute())
const records = async () => ((await owner.call('GET', '/api/retention/records')).json as Page<Destruction>).items
const hold = (reason: string, by = owner) => by.call('POST', '/api/retention/hold', { body: { reason } })

test('[PR1] years end on the last evening of the company’s clock; days count from now', async () => {
  const before = (now: string, zone = 'Europe/Istanbul') =>
    inCompany(trx => dueBefore(trx, { years: 10 }, new Date(now), zone))
  // Midnight in Istanbul is 21:00 in Greenwich.
  expect(await before('2026-06-15T12:00:00Z')).toEqual(new Date('2015-12-31T22:00:00Z'))
  expect(await before('2035-12-31T20:59:59Z')).toEqual(new Date('2024-12-31T21:00:00Z'))
  expect(await before('2035-12-31T21:00:00Z')).toEqual(new Date('2025-12-31T21:00:00Z'))
  expect(await before('2035-12-31T21:00:00Z', 'Asia/Baku')).toEqual(new Date('2025-12-31T20:00:00Z'))
  const days = await inCompany(trx => dueBefore(trx, { days: 90 }, new Date('2026-11-22T03:00:00Z'), 'Asia/Baku'))
  expect(days).toEqual(new Date('2026-08-24T03:00:00Z'))
})

test('[PR2] [PR4] what is due goes, what is younger stays, and the record and the log tell of it', async () => {
  const other = await world.addCompany()
  await notify(400, other.owner.id, other.id)
  for (const days of [400, 366, 364, 1]) await notify(days)
  const old = await inCompany(trx =>
    world.services.files.put(trx, {
      ...{
        company_id: company,
        owner_id: owner.id,
        name: 'a.csv',
        type: 'text/csv',
        kind: 'export',
        bytes: Buffer.from('x'),
      },
    }),
  )
  await inCompany(trx => sql`update platform.file set created_at = ${ago(31)} where id = ${old.id}`.execute(trx))
  const preview = (await owner.call('GET', '/api/retention')).json as { rules: Rule[]; hold: null }
  expect(preview.hold).toBeNull()
  const due = Object.fromEntries(preview.rules.map(rule => [rule.kind, rule.due.count]))
  expect(due).toEqual({ 'platform.notification': 2, 'platform.mail': 0, 'platform.sms': 0, 'platform.export': 1 })
  expect(preview.rules[0]).toMatchObject({ title: 'Bildirimler', keep: '365 gün' })
  expect(await run()).toMatchObject({ removed: 4, held: 0 })
  expect((await notifications()).map(row => row.created_at)).toHaveLength(2)
  expect(await inCompany(trx => trx.selectFrom('platform.file').select('id').execute())).toEqual([])
  const [record, ...more] = await records()
  expect(more).toEqual([])
  expect(record!.lines.map(line => [line.kind, line.count])).toEqual([
    ['platform.notification', 2],
    ['platform.export', 1],
  ])
  const audited = await inCompany(trx =>
    trx.selectFrom('platform.audit').select('new').where('action', '=', 'records.destroyed').orderBy('seq').execute(),
  )
  expect(audited.map(row => (row.new as { count: number }).count)).toEqual([2, 1])
  expect(await run()).toEqual({ removed: 0, held: 0 })
  expect(await records()).toHaveLength(1)
})

test('[PR2] a run that ends in the middle leaves a record of exactly what is gone', async () => {
  const made: number[] = []
  for (let n = 0; n < 3; n++) await notify(400 + n)
  const [rule] = platformRetention
  const crashing = {
    ...rule!,
    remove: async (...[trx, id, before, limit]: Parameters<RetentionRule['remove']>) => {
      if (id === company && made.length === 1) throw new Error('the process died')
      const count = await rule!.remove(trx, id, before, Math.min(2, limit))
      if (id !== company) return 0
      made.push(count)
      // As if two were a full batch: the next one is asked for.
      return count === 2 ? 500 : count
    },
  }
  await expect(runRetention(world.services, [crashing])).rejects.toThrow('the process died')
  expect(await notifications()).toHaveLength(1)
  expect(await records()).toHaveLength(1)
})

test('[PR3] a legal hold stops its own company and no other, until it is lifted', async () => {
  await run()
  const other = await world.addCompany()
  await notify(400)
  await notify(400, other.owner.id, other.id)
  expect((await hold('x')).status).toBe(400)
  const set = await hold('Ticaret mahkemesi 2026/41')
  expect(set.status).toBe(201)
  expect((await owner.call('GET', '/api/retention')).json).toMatchObject({
    hold: { reason: 'Ticaret mahkemesi 2026/41', set_by: { id: owner.id, name: owner.name } },
  })
  expect([(await hold('bir daha')).code, (await hold('bir daha')).status]).toEqual(['hold_set', 409])
  expect(await run()).toEqual({ removed: 1, held: 1 })
  expect(await notifications()).toHaveLength(1)
  expect(await records()).toEqual([])
  const lift = () => owner.call('POST', '/api/retention/hold/lift', { body: { reason: 'dava bitti' } })
  expect((await lift()).status).toBe(204)
  expect((await lift()).status).toBe(404)
  expect(await run()).toEqual({ removed: 1, held: 0 })
  const audited = await inCompany(trx =>
    trx
      .selectFrom('platform.audit')
      .select(['action', 'new'])
      .where('action', 'like', 'legal_hold.%')
      .orderBy('seq')
      .execute(),
  )
  expect(audited).toEqual([
    { action: 'legal_hold.set', new: { reason: 'Ticaret mahkemesi 2026/41' } },
    { action: 'legal_hold.lifted', new: { reason: 'dava bitti' } },
  ])
})

test('[PR3] whoever sets it waits for what is under way', async () => {
  await notify(400)
  const [rule] = platformRetention
  let answered = false
  const slow = {
    ...rule!,
    remove: async (...[trx, id, before, limit]: Parameters<RetentionRule['remove']>) => {
      if (id === company) {
        void hold('hemen').then(() => {
          answered = true
        })
        const waiting = async () => {
          const { rows } = await world.store.pool.query(
            `select 1 from pg_locks l join pg_database d on d.oid = l.database
              where d.datname = current_database() and locktype = 'advisory' and not granted`,
          )
          return rows.length
        }
        await expect.poll(waiting).toBe(1)
        expect(answered).toBe(false)
      }
      return rule!.remove(trx, id, before, limit)
    },
  }
  await runRetention(world.services, [slow])
  await expect.poll(() => answered).toBe(true)
  expect(await notifications()).toHaveLength(0)
})

test('[PR5] the record is given as PDF and as JSON, to its own company', async () => {
  await notify(400)
  await run()
  const [record] = await records()
  const url = `/api/retention/records/${record!.id}/file`
  const pdf = await owner.call('GET', `${url}?inline=1`)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.text.startsWith('%PDF-1.7')).toBe(true)
  expect(pdf.headers['content-disposition']).toContain('imha-tutanagi-')
  const english = await owner.call('GET', `${url}?format=json`, { headers: { 'accept-language': 'en' } })
  expect(JSON.parse(english.text)).toMatchObject({ lines: [{ title: 'Notifications', keep: '365 days', count: 1 }] })
  const other = await world.addCompany()
  expect((await other.owner.call('GET', url)).status).toBe(404)
})

test('[PR6] what accounts leave behind goes when it is over', async () => {
  const person = await world.addPerson()
  const count = () =>
    world.store.asSystem('a test counts', async trx => {
      const { rows } = await sql<{ sessions: number; tries: number; sign_ins: number; keys: number }>`select
        (select count(*)::int from auth.session where "userId" = ${person.id}) as sessions,
        (select count(*)::int from auth.sign_in_try where key like 'test-%') as tries,
        (select count(*)::int from auth.sign_in_record where user_id = ${person.id}) as sign_ins,
        (select count(*)::int from platform.idempotency_key where scope = 'test') as keys`.execute(trx)
      return rows[0]
    })
  await world.store.asSystem('a test adds what is over', async trx => {
    await sql`insert into auth.session (id, token, "userId", "expiresAt", "updatedAt")
      values (${world.services.id()}, ${world.services.id()}, ${person.id}, ${ago(1)}, ${ago(1)})`.execute(trx)
    await sql`insert into auth.sign_in_try (key, tries, window_ends)
      values ('test-over', 1, ${ago(1)}), ('test-counting', 1, ${ago(-1)})`.execute(trx)
    for (const days of [91, 89])
      await sql`insert into auth.sign_in_record (id, user_id, at, outcome)
        values (${world.services.id()}, ${person.id}, ${ago(days)}, 'ok')`.execute(trx)
    for (const days of [2, 0])
      await sql`insert into platform.idempotency_key (scope, key, request_hash, status, created_at)
        values ('test', ${String(days)}, 'h', 200, ${ago(days)})`.execute(trx)
  })
  expect(await count()).toEqual({ sessions: 2, tries: 2, sign_ins: 2, keys: 2 })
  await world.store.asSystem('a test trims', trx => trimAccounts(trx, world.services.now()))
  expect(await count()).toEqual({ sessions: 1, tries: 1, sign_ins: 1, keys: 1 })
})

type Found = { subject: string; finds: PersonFind[]; blocked: string | null; preview: string }
const find = async (person: object, by = owner) =>
  (await by.call('POST', '/api/data-subjects/find', { body: person })).json as Found
const erase = (email: string, more: object = {}) =>
  owner.call('POST', '/api/data-subjects/erase', {
    body: { person: { email }, confirm: email, reason: `${email} yazılı olarak istedi`, ...more },
  })
const invite = (email: string, of = company) =>
  world.store.inCompany(of, trx =>
    trx
      .insertInto('platform.invitation')
      .values({
        ...{ id: world.services.id(), company_id: of, email, role: 'member', token_hash: world.services.id() },
        ...{ invited_by: owner.id, expires_at: ago(1), created_at: ago(9) },
      })
      .execute(),
  )

test('[PR10] a person is found in the company alone, and searching leaves a trace without the address', async () => {
  const other = await world.addCompany()
  await invite('ayse@firma.example')
  await invite('ayse@firma.example', other.id)
  const found = await find({ email: 'Ayse@Firma.example' })
  expect(found).toMatchObject({ subject: 'ayse@firma.example', blocked: null })
  expect(found.finds).toEqual([
    {
      kind: 'platform.invitation',
      title: 'Davetler',
      count: 1,
      samples: ['ayse@firma.example'],
      effect: 'Silinir.',
      stays: false,
    },
  ])
  expect((await find({ email: 'nobody@firma.example' })).finds).toEqual([])
  expect((await find({ email: other.owner.email })).finds).toEqual([])
  expect((await find({ phone: '0532 123 45 67' })).subject).toBe('+905321234567')
  expect((await owner.call('POST', '/api/data-subjects/find', { body: { phone: '12345678' } })).status).toBe(400)
  const traces = await inCompany(trx =>
    trx.selectFrom('platform.audit').select(['new', 'actor']).where('action', '=', 'person.searched').execute(),
  )
  expect(traces).toHaveLength(4)
  expect(traces[0]).toEqual({ actor: owner.id, new: { address: 'a***@f***.example', finds: 1 } })
  expect(JSON.stringify(traces)).not.toContain('ayse')
})

test('[PR12] erasing removes the person, and what is written of it does not name them', async () => {
  const person = await world.addPerson({ company, name: 'Ayşe Gidici' })
  await invite(person.email)
  await notify(3, person.id)
  await person.call('PATCH', '/api/company', { body: {} })
  await owner.call('DELETE', `/api/members/${person.id}`)
  const { preview, finds } = await find({ email: person.email })
  expect(finds.map(one => [one.kind, one.count, one.stays])).toEqual([
    ['platform.invitation', 1, false],
    ['platform.notification', 1, false],
  ])
  const answer = await erase(person.email, { preview })
  expect(answer.status).toBe(200)
  const record = answer.json as DataRequest
  expect(record.lines.map(line => [line.kind, line.title, line.count])).toEqual([
    ['platform.invitation', 'Davetler', 1],
    ['platform.notification', 'Bildirimler', 1],
  ])
  expect(record.subject).toMatch(/^k\*\*\*@o\*\*\*\.example$/)
  expect((await find({ email: person.email })).finds).toEqual([])
  const written = await inCompany(async trx => [
    await trx.selectFrom('platform.data_request').selectAll().execute(),
    await trx.selectFrom('platform.audit').selectAll().where('action', '=', 'person.erased').execute(),
  ])
  expect(written.map(rows => rows.length)).toEqual([1, 1])
  expect(
    JSON.stringify(written, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
  ).not.toContain(person.email)
  const list = (await owner.call('GET', '/api/data-subjects/requests')).json as Page<DataRequest>
  expect(list.items).toMatchObject([
    { id: record.id, kind: 'erase', by: { name: owner.name }, reason: '*** yazılı olarak istedi' },
  ])
})

test('[PR13] what was shown, as it is now, and the address typed again', async () => {
  const email = 'mehmet@firma.example'
  await invite(email)
  const { preview } = await find({ email })
  const other = await find({ email: 'x@firma.example' })
  expect((await erase(email, { preview, confirm: 'mehmet' })).code).toBe('confirmation_differs')
  for (const bad of [other.preview, '', '9.x', `9999999999999.${preview.split('.')[1]}`])
    expect([bad, (await erase(email, { preview: bad })).code]).toEqual([bad, 'preview_changed'])
  await invite(email)
  expect((await erase(email, { preview })).code).toBe('preview_changed')
  const late = (await find({ email })).preview
  world.advance(16 * 60_000)
  expect((await erase(email, { preview: late })).code).toBe('preview_changed')
  expect((await find({ email })).finds[0]).toMatchObject({ count: 2 })
  const nobody = 'nobody@firma.example'
  expect((await erase(nobody, { preview: (await find({ email: nobody })).preview })).status).toBe(404)
})

test('[PR14] neither a member, nor anybody under a legal hold', async () => {
  const person = await world.addPerson({ company })
  const shown = await find({ email: person.email })
  expect(shown.blocked).toBe('person_is_member')
  expect((await erase(person.email, { preview: shown.preview })).code).toBe('person_is_member')
  const email = 'veli@firma.example'
  await invite(email)
  await hold('denetim')
  const held = await find({ email })
  expect(held.blocked).toBe('legal_hold')
  expect((await erase(email, { preview: held.preview })).code).toBe('legal_hold')
  expect((await find({ email })).finds).toHaveLength(1)
})

test('[PR11] the export is a task with a file, listed as a request, and goes with an erasure', async () => {
  const email = 'fatma@firma.example'
  await invite(email)
  for (const format of ['json', 'pdf'] as const) {
    const answer = await owner.call('POST', '/api/data-subjects/export', { body: { person: { email }, format } })
    expect(answer.status).toBe(202)
    const { task_id } = answer.json as { task_id: string }
    const queued = await world.store.pool.query('select data::text as data from pgboss.job where id = $1', [task_id])
    expect(queued.rows[0].data).not.toContain('fatma')
    const task = async () => (await owner.call('GET', `/api/tasks/${task_id}`)).json as Task
    await expect.poll(async () => (await task()).state, { timeout: 10_000 }).toBe('done')
    const file_id = (await task()).result!.file_id!
    const bytes = await inCompany(async trx =>
      buffer((await world.services.files.read(trx, company, file_id)).stream()),
    )
    if (format === 'pdf') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    else
      expect(JSON.parse(bytes.toString())).toMatchObject({
        company: 'Çağ Tekstil Ltd. Şti.',
        subject: email,
        sections: [
          { kind: 'platform.invitation', records: [{ email, role: 'member' }] },
          { kind: 'platform.data_request' },
        ],
      })
  }
  const { items } = (await owner.call('GET', '/api/data-subjects/requests')).json as Page<DataRequest>
  expect(items.map(item => [item.kind, item.subject])).toEqual([
    ['export', email],
    ['export', email],
  ])
  const { preview } = await find({ email })
  expect((await erase(email, { preview })).status).toBe(200)
  expect(await inCompany(trx => trx.selectFrom('platform.file').select('id').execute())).toEqual([])
})

test('[PR15] owners and administrators alone', async () => {
  const calls: [string, string, object?][] = [
    ['GET', '/api/retention'],
    ['POST', '/api/retention/hold', { reason: 'neden' }],
    ['POST', '/api/retention/hold/lift', { reason: 'neden' }],
    ['GET', '/api/retention/records'],
    ['GET', `/api/retention/records/${crypto.randomUUID()}/file`],
    ['POST', '/api/data-subjects/find', { email: 'a@b.example' }],
    ['POST', '/api/data-subjects/export', { person: { email: 'a@b.example' }, format: 'json' }],
    [
      'POST',
      '/api/data-subjects/erase',
      { person: { email: 'a@b.example' }, preview: 'x', confirm: 'a', reason: 'neden' },
    ],
    ['GET', '/api/data-subjects/requests'],
  ]
  for (const role of ['manager', 'member', 'viewer'] as const) {
    const person = await world.addPerson({ company, role })
    for (const [method, url, body] of calls)
      expect([role, url, (await person.call(method, url, body ? { body } : {})).status]).toEqual([role, url, 403])
  }
  const admin = await world.addPerson({ company, role: 'admin' })
  expect((await admin.call('GET', '/api/retention')).status).toBe(200)
})
