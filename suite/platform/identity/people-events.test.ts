import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp } from '../app/testing/index.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
})
afterAll(() => world.close())

const heardIn = (room: string) =>
  world.store.asSystem('a test reads events', async trx => {
    const rows = await trx.selectFrom('platform.outbox').selectAll().orderBy('seq').execute()
    return rows
      .filter(({ rooms }) => rooms?.includes(room))
      .map(({ type, data }): Record<string, unknown> => ({ type, ...data }))
  })

test('[PI14] who joins, changes and leaves is told in the room of the company', async () => {
  const { id, owner } = await world.addCompany('Canlı Liste A.Ş.')
  const member = await world.addPerson({ company: id, role: 'viewer' })
  await owner.call('PATCH', `/api/members/${member.id}`, { body: { role: 'admin' } })
  await owner.call('PATCH', `/api/members/${member.id}`, { body: { role: 'admin' } })
  await member.call('POST', '/api/company/leave')
  const about = { type: 'members_changed', user_id: member.id }
  expect((await heardIn(`company:${id}`)).filter(({ user_id }) => user_id === member.id)).toEqual([
    { ...about, role: 'viewer' },
    { ...about, role: 'admin' },
    { ...about, role: null },
  ])
})

test('[PI14] an invitation made, sent again, withdrawn or taken up is told to the leaders, without its address', async () => {
  const { id, owner } = await world.addCompany('Davetli Liste A.Ş.')
  const invite = async (email: string) =>
    (await owner.call('POST', '/api/invitations', { body: { email, role: 'member' } })).json as { id: string }
  const one = await invite('bir@davet.example')
  await owner.call('POST', `/api/invitations/${one.id}/resend`)
  await owner.call('DELETE', `/api/invitations/${one.id}`)
  const guest = await world.addPerson({ email: 'iki@davet.example' })
  const { token, ...two } = await world.store.inCompany(id, trx =>
    world.identity.invitations.create(
      trx,
      { company_id: id, email: guest.email, role: 'viewer', invited_by: owner.id },
      { actor: owner.id },
    ),
  )
  expect((await guest.call('POST', '/api/invitations/accept', { body: { token } })).status).toBeLessThan(300)
  const news = await heardIn(`leaders:${id}`)
  expect(news.filter(({ type }) => type === 'invitations_changed')).toEqual(
    [one, one, one, two, two].map(invitation => ({ type: 'invitations_changed', invitation_id: invitation.id })),
  )
  expect(JSON.stringify(news)).not.toContain('davet.example')
})

test('[PI14] the leaders’ room is open to owners and administrators of that company, and to nobody else', async () => {
  const { id, owner } = await world.addCompany()
  const other = await world.addCompany()
  const join = (user_id: string) => world.identity.mayJoin(user_id, `leaders:${id}`)
  expect([await join(owner.id), await join(other.owner.id)]).toEqual([true, false])
  for (const role of ['admin', 'manager', 'member', 'viewer'] as const) {
    const person = await world.addPerson({ company: id, role })
    expect([role, await join(person.id)]).toEqual([role, role === 'admin'])
  }
  const raised = await world.addPerson({ company: id, role: 'viewer' })
  await owner.call('PATCH', `/api/members/${raised.id}`, { body: { role: 'admin' } })
  expect(await join(raised.id)).toBe(true)
})

test('[PI15] the room of the settings is open to the members of that company, and closes with their membership', async () => {
  const { id, owner } = await world.addCompany()
  const other = await world.addCompany()
  const viewer = await world.addPerson({ company: id, role: 'viewer' })
  const join = (user_id: string, room = `settings:${id}`) => world.identity.mayJoin(user_id, room)
  expect([await join(owner.id), await join(viewer.id), await join(other.owner.id)]).toEqual([true, true, false])
  expect(await join(owner.id, `settings:${id}:more`)).toBeNull()
  await owner.call('DELETE', `/api/members/${viewer.id}`)
  expect(await join(viewer.id)).toBe(false)
})
