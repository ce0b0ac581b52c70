/** The inbox over a real database. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { defineNotification } from '#platform/contract'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { createInbox, type Inbox, type NotificationInput } from './inbox.ts'
import type { Notice } from './notice.ts'
import { collectKinds } from './notification-kinds.ts'

let store: TestStore
let one: string
let two: string
let inbox: Inbox
let user_id: string
let clock: number
/** What the ways out of the page were given. */
let told: [way: string, title: string][]

const title = { tr: 'Mektup onaylandı', en: 'Letter approved', az: 'Məktub təsdiqləndi' }
const approved = defineNotification('mutabakat_approved', { title })
const viewed = defineNotification('mutabakat_viewed', { title, ways: { in_app: false, push: false } })

beforeAll(async () => {
  store = await createTestStore()
  one = await addCompany(store)
  two = await addCompany(store)
})
afterAll(() => store.close())
beforeEach(() => {
  user_id = randomUUID()
  clock = Date.parse('2026-11-02T09:00:00Z')
  told = []
  const noting = (way: string) => async (_trx: unknown, notices: readonly Notice[]) =>
    void told.push(...notices.map(({ title }): [string, string] => [way, title]))
  inbox = createInbox({
    store,
    kinds: collectKinds([{ id: 'mutabakat', notifications: [approved, viewed] }]),
    ways: { push: noting('push'), mail: noting('mail') },
    id: randomUUID,
    now: () => new Date(clock),
  })
})

const about = (company_id: string, changes: Partial<NotificationInput> = {}): NotificationInput => ({
  company_id,
  user_id,
  level: 'success',
  kind: 'mutabakat_approved',
  params: { no: 'MUT-2026-000123' },
  link: '/c/ege/mutabakat/1',
  title: 'Mutabık kalındı',
  message: 'Çağdaş Tekstil onayladı',
  ...changes,
})
/** Resolves to the id of the newest one. */
const notify = async (company_id: string, changes?: Partial<NotificationInput>): Promise<string> => {
  await store.inCompany(company_id, trx => inbox.notify(trx, about(company_id, changes)))
  const row = await store.asSystem('a test reads the newest', trx =>
    trx
      .selectFrom('platform.notification')
      .select('id')
      .where('user_id', '=', user_id)
      .orderBy(sql`ctid`, 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
  return row?.id ?? ''
}

/** What waits in the outbox for the user's room. */
const events = async () => {
  const rows = await store.asSystem('a test reads the outbox', trx =>
    trx.selectFrom('platform.outbox').selectAll().orderBy('seq').execute(),
  )
  return rows.filter(row => row.rooms?.includes(`user:${user_id}`))
}

test('[PN15] a row and an event in one transaction', async () => {
  const notification_id = await notify(one, { caused_by: 'u-9' })
  const data = {
    notification_id,
    company_id: one,
    level: 'success',
    title: 'Mutabık kalındı',
    message: 'Çağdaş Tekstil onayladı',
    link: '/c/ege/mutabakat/1',
    unread: 1,
  }
  expect(await events()).toMatchObject([{ type: 'new_notification', company_id: one, user_id: 'u-9', data }])
  expect((await inbox.list(user_id)).items).toEqual([
    {
      id: notification_id,
      company_id: one,
      level: 'success',
      title: data.title,
      message: data.message,
      link: data.link,
      read_at: null,
      created_at: '2026-11-02T09:00:00.000Z',
    },
  ])
})

test('[PN15] a rollback leaves neither', async () => {
  const failing = store.inCompany(one, async trx => {
    await inbox.notify(trx, about(one))
    throw new Error('the change failed')
  })
  await expect(failing).rejects.toThrow('the change failed')
  expect(await events()).toEqual([])
  expect((await inbox.list(user_id)).items).toEqual([])
})

test('[PN16] unread counts over all companies of the user, from inside one of them', async () => {
  await notify(one)
  await notify(two)
  await notify(one)
  await store.asSystem('a test notifies', trx => inbox.notify(trx, about(two)))
  expect((await events()).map(event => event.data.unread)).toEqual([1, 2, 3, 4])
  expect(await inbox.unread(user_id)).toBe(4)
  expect(await inbox.unread(randomUUID())).toBe(0)
})

test('[PN16] counting opens nothing to the rest of the transaction', async () => {
  await notify(two)
  await store.inCompany(one, async trx => {
    await inbox.notify(trx, about(one))
    const seen = await trx
      .selectFrom('platform.notification')
      .select('company_id')
      .where('user_id', '=', user_id)
      .execute()
    expect(seen.map(row => row.company_id)).toEqual([one])
    expect(await trx.selectFrom('platform.company').select('id').execute()).toEqual([{ id: one }])
  })
  await store.asSystem('a test sees all', async trx => {
    await inbox.notify(trx, about(one))
    const seen = await trx.selectFrom('platform.company').select('id').where('id', 'in', [one, two]).execute()
    expect(seen).toHaveLength(2)
  })
})

test('[PN17] pages are newest first without gap or repetition, also within one moment', async () => {
  const made: string[] = []
  for (let at = 0; at < 23; at++) {
    // Five at each moment.
    if (at % 5 === 0) clock += 1_000
    made.push(await notify(at % 2 === 0 ? one : two))
  }
  const seen: string[] = []
  const times: string[] = []
  let cursor: string | undefined
  do {
    const page = await inbox.list(user_id, { limit: 4, cursor })
    expect(page).toMatchObject({ total: 23, total_is_exact: true })
    seen.push(...page.items.map(item => item.id))
    times.push(...page.items.map(item => item.created_at))
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(23)
  expect(new Set(seen)).toEqual(new Set(made))
  expect(times).toEqual(times.toSorted().reverse())
})

test('[PN17] a foreign cursor is refused', async () => {
  for (const cursor of [
    '',
    'x',
    Buffer.from('1 2').toString('base64url'),
    Buffer.from(`1e9 ${randomUUID()}`).toString('base64url'),
  ])
    await expect(inbox.list(user_id, { cursor })).rejects.toMatchObject({ code: 'bad_request' })
})

test('[PN18] reading some, then the rest; each tells the other devices once', async () => {
  const a = await notify(one)
  await notify(two)
  await notify(one)
  expect(await inbox.markRead(user_id, [a])).toEqual({ unread: 2 })
  expect(await inbox.markRead(user_id, [a])).toEqual({ unread: 2 })
  expect(await inbox.markRead(user_id, [])).toEqual({ unread: 2 })
  expect((await inbox.list(user_id, { unread_only: true })).items).toHaveLength(2)
  expect(await inbox.markRead(user_id, null)).toEqual({ unread: 0 })
  expect(await inbox.markRead(user_id, null)).toEqual({ unread: 0 })
  const told = (await events()).filter(event => event.type === 'notifications_read')
  expect(told.map(event => event.data)).toEqual([
    { ids: [a], unread: 2 },
    { ids: null, unread: 0 },
  ])
  const read = (await inbox.list(user_id)).items.map(item => item.read_at)
  expect(read).toEqual(Array(3).fill('2026-11-02T09:00:00.000Z'))
})

test('[PN18] nobody reads for somebody else', async () => {
  const notification_id = await notify(one)
  expect(await inbox.markRead(randomUUID(), [notification_id])).toEqual({ unread: 0 })
  expect(await inbox.unread(user_id)).toBe(1)
})

test('[PN19] each way is what the person chose, else what the kind declares', async () => {
  await notify(one, { title: 'ilk' })
  expect(told).toEqual([['push', 'ilk']])
  await inbox.choose(user_id, 'mutabakat_approved', { push: false, mail: true }, 'en')
  await notify(two, { title: 'ikinci' })
  expect(told.slice(1)).toEqual([['mail', 'ikinci']])
  const [, setting] = await inbox.settings(user_id, 'en')
  expect(setting).toEqual({
    kind: 'mutabakat_approved',
    title: 'Letter approved',
    application: 'mutabakat',
    in_app: true,
    push: false,
    mail: true,
    defaults: { in_app: true, push: true, mail: false },
  })
  // Nobody else's.
  expect((await inbox.settings(randomUUID(), 'az'))[1]).toMatchObject({ title: 'Məktub təsdiqləndi', push: true })
})

test('[PN19] two switches at once each keep what the other set', async () => {
  await Promise.all([
    inbox.choose(user_id, 'mutabakat_approved', { mail: true }, 'tr'),
    inbox.choose(user_id, 'mutabakat_approved', { push: false }, 'tr'),
    inbox.choose(user_id, 'mutabakat_approved', { in_app: false }, 'tr'),
  ])
  const setting = (await inbox.settings(user_id, 'tr')).find(({ kind }) => kind === 'mutabakat_approved')
  expect(setting).toMatchObject({ in_app: false, push: false, mail: true })
})

test('[PN20] without the app it is kept as read, without badge and event; without any way it is not kept', async () => {
  await notify(one)
  await inbox.choose(user_id, 'mutabakat_approved', { in_app: false }, 'tr')
  const silent = await notify(one)
  expect(await inbox.unread(user_id)).toBe(1)
  expect(await events()).toHaveLength(1)
  expect(await inbox.one(user_id, silent)).toMatchObject({ read_at: '2026-11-02T09:00:00.000Z' })
  expect(told).toHaveLength(2)
  await notify(one, { kind: 'mutabakat_viewed' })
  expect((await inbox.list(user_id)).items).toHaveLength(2)
})

test('[PN21] a kind nobody declares is refused, and one declared twice stops the start', async () => {
  await expect(notify(one, { kind: 'invented' })).rejects.toThrow(TypeError)
  await expect(inbox.choose(user_id, 'invented', { push: true }, 'tr')).rejects.toMatchObject({ code: 'not_found' })
  expect(() =>
    collectKinds([
      { id: 'a', notifications: [approved] },
      { id: 'b', notifications: [approved] },
    ]),
  ).toThrow('declared twice')
})

test('[PN22] one is read by its own person alone', async () => {
  const id = await notify(one)
  expect(await inbox.one(user_id, id)).toMatchObject({ id, title: 'Mutabık kalındı' })
  await expect(inbox.one(randomUUID(), id)).rejects.toMatchObject({ code: 'not_found' })
})

test('[PN59] several people are told in as many statements as one, each with a number of their own', async () => {
  const people = Array.from({ length: 8 }, () => randomUUID())
  const counted = async (who: readonly string[]) => {
    let statements = 0
    await store.inCompany(one, async trx => {
      const watched = trx.withPlugin({
        transformQuery: ({ node }) => {
          statements++
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await inbox.notifyAll(
        watched as typeof trx,
        who.map(user => about(one, { user_id: user })),
      )
    })
    return statements
  }
  const forOne = await counted(people.slice(0, 1))
  expect(forOne).toBeGreaterThan(3)
  expect(await counted(people)).toBe(forOne)
  expect(await Promise.all(people.map(person => inbox.unread(person)))).toEqual([2, 1, 1, 1, 1, 1, 1, 1])
  expect(told.filter(([way]) => way === 'push')).toHaveLength(9)
})
