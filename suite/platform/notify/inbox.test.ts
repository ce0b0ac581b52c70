/** The inbox over a real database. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { createInbox, type Inbox, type NotificationInput } from './inbox.ts'

let store: TestStore
let one: string
let two: string
let inbox: Inbox
let user_id: string
let clock: number

beforeAll(async () => {
  store = await createTestStore()
  one = await addCompany(store)
  two = await addCompany(store)
})
afterAll(() => store.close())
beforeEach(() => {
  user_id = randomUUID()
  clock = Date.parse('2026-11-02T09:00:00Z')
  inbox = createInbox({ store, id: randomUUID, now: () => new Date(clock) })
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
const notify = (company_id: string, changes?: Partial<NotificationInput>) =>
  store.inCompany(company_id, trx => inbox.notify(trx, about(company_id, changes)))

/** What waits in the outbox for the user's room. */
const events = async () => {
  const rows = await store.asSystem('a test reads the outbox', trx =>
    trx.selectFrom('platform.outbox').selectAll().orderBy('seq').execute(),
  )
  return rows.filter(row => row.rooms?.includes(`user:${user_id}`))
}

test('[PN15] a row and an event in one transaction', async () => {
  const { notification_id } = await notify(one, { caused_by: 'u-9' })
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
  expect(await notify(one)).toMatchObject({ unread: 3 })
  expect(await store.asSystem('a test notifies', trx => inbox.notify(trx, about(two)))).toMatchObject({ unread: 4 })
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
    made.push((await notify(at % 2 === 0 ? one : two)).notification_id)
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
  const a = (await notify(one)).notification_id
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
  const { notification_id } = await notify(one)
  expect(await inbox.markRead(randomUUID(), [notification_id])).toEqual({ unread: 0 })
  expect(await inbox.unread(user_id)).toBe(1)
})
