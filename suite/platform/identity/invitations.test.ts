import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMailHandler, mailJob } from '#platform/notify'
import { createTestHttp, PASSWORD, type TestHttp } from '../app/testing/index.ts'

let world: TestHttp
beforeAll(async () => {
  world = await createTestHttp()
  const { services } = world
  services.jobs.register(mailJob, createMailHandler(services))
  await services.jobs.start()
})
afterAll(() => world.close())

const READ = '/api/invitations/read'
const ACCEPT = '/api/invitations/accept'

/** Invites, and reads the token out of the mail: it is nowhere else. */
const send = async (
  owner: Awaited<ReturnType<TestHttp['addCompany']>>['owner'],
  email: string,
  role = 'member',
  again?: string,
) => {
  const mail = Promise.withResolvers<{ to: string; subject: string; text: string }>()
  const stop = world.services.mail.catcher!.onMail(caught => caught.to.includes(email) && mail.resolve(caught))
  const answer = again
    ? await owner.call('POST', `/api/invitations/${again}/resend`)
    : await owner.call('POST', '/api/invitations', { body: { email, role } })
  expect(answer.status).toBe(again ? 200 : 201)
  expect(answer.text).not.toMatch(/token|hash/)
  const caught = await mail.promise
  stop()
  return {
    mail: caught,
    token: /\/invite#([A-Za-z0-9_-]+)/.exec(caught.text)![1]!,
    id: (answer.json as { id: string }).id,
  }
}

const read = async (token: string) => (await world.guest().call('POST', READ, { body: { token } })).status

test('[S42] an invitation reaches its address, says what it is for, and makes an account once', async () => {
  const { owner, slug } = await world.addCompany('Davet A.Ş.')
  const { mail, token } = await send(owner, 'yeni@ornek.example', 'manager')
  expect(mail.subject).toBe('Davet A.Ş. sizi Nabız’a davet ediyor')
  expect(Buffer.from(token, 'base64url')).toHaveLength(16)
  const guest = world.guest('198.51.100.1')
  expect((await guest.call('POST', READ, { body: { token } })).json).toMatchObject({
    email: 'yeni@ornek.example',
    role: 'manager',
    company: { title: 'Davet A.Ş.' },
    has_account: false,
  })
  const incomplete = await guest.call('POST', ACCEPT, { body: { token } })
  expect(incomplete.json).toMatchObject({ error: { fields: [{ path: 'name' }, { path: 'password' }] } })
  const body = { token, name: 'Yeni Üye', password: PASSWORD, email: 'baska@ornek.example', role: 'owner' }
  const accepted = await guest.call('POST', ACCEPT, { body })
  // What the body says about address and role is not looked at.
  expect(accepted).toMatchObject({
    status: 200,
    json: { user: { email: 'yeni@ornek.example' }, company: { slug, role: 'manager' } },
  })
  expect((await guest.call('GET', '/api/company', { company: slug })).status).toBe(200)
  expect((await world.guest().call('POST', ACCEPT, { body })).code).toBe('link_over')
  expect((await world.guest().call('POST', READ, { body: { token } })).status).toBe(410)
  const told = (await owner.call('GET', '/api/notifications')).json as { items: { title: string }[] }
  expect(told.items[0]!.title).toBe('Yeni Üye şirkete katıldı')
})

test('[PI8][PI9] an invitation sent again has a new link and another seven days; the old link is over', async () => {
  const { owner } = await world.addCompany()
  const email = 'tekrar@ornek.example'
  const first = await send(owner, email)
  expect(first.mail.text).toContain(`http://nabiz.test/invite#${first.token}`)
  world.advance(6 * 86_400_000)
  const second = await send(owner, email, 'member', first.id)
  expect(second.id).toBe(first.id)
  world.advance(6 * 86_400_000)
  expect([await read(first.token), await read(second.token)]).toEqual([410, 200])
})

test('[PI8] what is withdrawn, another company’s, or an owner’s in an administrator’s hand is not sent again', async () => {
  const { owner, id } = await world.addCompany()
  const { id: invitation } = await send(owner, 'geri@ornek.example')
  const resend = (by: typeof owner, which: string) => by.call('POST', `/api/invitations/${which}/resend`)
  expect((await resend((await world.addCompany()).owner, invitation)).code).toBe('link_over')
  await owner.call('DELETE', `/api/invitations/${invitation}`)
  expect((await resend(owner, invitation)).code).toBe('link_over')
  const asOwner = await send(owner, 'ortak@ornek.example', 'owner')
  const admin = await world.addPerson({ company: id, role: 'admin' })
  expect((await resend(admin, asOwner.id)).code).toBe('forbidden')
  expect(await read(asOwner.token)).toBe(200)
})

test('[S42] of two who take it up at once one gets in', async () => {
  const { owner } = await world.addCompany()
  const { token } = await send(owner, 'yaris@ornek.example')
  const body = { token, name: 'Yarış', password: PASSWORD }
  const both = await Promise.all(
    ['198.51.100.2', '198.51.100.3'].map(ip => world.guest(ip).call('POST', ACCEPT, { body })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([401, 409, 410])])
})

test('[S42] a forwarded invitation is refused: it is bound to its address', async () => {
  const { owner } = await world.addCompany()
  const invited = await world.addPerson()
  const { token } = await send(owner, invited.email)
  const other = await world.addPerson()
  expect((await other.call('POST', ACCEPT, { body: { token } })).code).toBe('forbidden')
  const body = { token, name: 'X', password: PASSWORD }
  expect((await world.guest().call('POST', ACCEPT, { body })).code).toBe('unauthenticated')
  expect((await invited.call('POST', ACCEPT, { body: { token } })).status).toBe(200)
  expect((await owner.call('POST', '/api/invitations', { body: { email: invited.email, role: 'member' } })).code).toBe(
    'already_member',
  )
})

test('[S42] withdrawn, replaced and seven days old invitations are over', async () => {
  const { owner } = await world.addCompany()
  const first = await send(owner, 'eski@ornek.example')
  const second = await send(owner, 'eski@ornek.example')
  expect(await read(first.token)).toBe(410)
  expect(await read(second.token)).toBe(200)
  expect((await owner.call('GET', '/api/invitations')).json).toMatchObject({ items: [{ id: second.id }] })
  expect((await owner.call('DELETE', `/api/invitations/${second.id}`)).status).toBe(204)
  expect(await read(second.token)).toBe(410)
  const third = await send(owner, 'eski@ornek.example')
  world.advance(7 * 86_400_000 + 1000)
  expect(await read(third.token)).toBe(410)
})
