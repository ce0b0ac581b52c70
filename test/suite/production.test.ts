/** Production: nothing of the demonstration, one way in for the first owner, secrets nobody else can read. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../suite/config.ts'
import { readSetupRoute, setUpRoute } from '../../suite/platform/contract/index.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'

let test: TestSuite
beforeAll(async () => {
  test = await startTestSuite({ NABIZ_MODE: 'production' })
})
afterAll(() => test.close())

const tokenOf = (link: string) => new URL(link).hash.slice(1)
const owner = (token: string, email = 'kurucu@gercek.example') => ({
  body: {
    ...{ token, email, name: 'Deniz Kurucu', password: 'gercekten-uzun-bir-parola-26' },
    company: { title: 'Gerçek Ticaret A.Ş.' },
  },
})

describe('in production', () => {
  it('[MU115] there is no sample, no printed password and no mailbox to look into', async () => {
    expect(test.suite.sample).toBeNull()
    const guest = test.stranger()
    const signIn = await guest.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'gulsen@defnegida.example', password: 'nabiz-ornek-2026' }),
    })
    expect(signIn.status).toBe(401)
    const mails = await guest.fetch('/api/dev/mail')
    expect([mails.status, ((await mails.json()) as { error: { code: string } }).error.code]).toEqual([404, 'not_found'])
    const me = await guest.fetch('/api/me')
    expect(await me.text()).not.toContain('nabiz-ornek')
  })

  it('[MU115] the printed link makes the first owner once, and nobody without it', async () => {
    const guest = test.stranger()
    expect((await guest.call(readSetupRoute, {})).body).toEqual({ open: true })
    const link = test.suite.setUpLink!
    expect(link.startsWith(`${test.url}/set-up#`)).toBe(true)
    const token = tokenOf(link)
    for (const wrong of [`${token}A`, token.slice(0, -1), 'x'])
      expect((await guest.refused(setUpRoute, owner(wrong))).status).toBeGreaterThanOrEqual(400)
    const both = await Promise.all([
      guest.refused(setUpRoute, owner(token)),
      guest.refused(setUpRoute, owner(token, 'ikinci@gercek.example')),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, expect.any(Number)])
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1)
    expect((await guest.refused(setUpRoute, owner(token, 'ucuncu@gercek.example'))).status).toBeGreaterThanOrEqual(400)
    expect((await guest.call(readSetupRoute, {})).body).toEqual({ open: false })
    expect(await test.suite.identity.setup.createLink()).toBeNull()
  })

  it('[MU115] secrets are files only their user may read, in a folder only their user may open', () => {
    const folder = join(test.dataDir, 'secrets')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const files = readdirSync(folder)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600])
  })
})

describe('what counts as production', () => {
  it.each([
    [{ HOST: '0.0.0.0' }, true],
    [{ HOST: '::' }, true],
    [{ HOST: '192.168.1.10' }, true],
    [{ HOST: '0.0.0.0', NABIZ_MODE: 'demonstration' }, true],
    [{ NABIZ_MODE: 'production' }, true],
    [{}, false],
    [{ HOST: '::1' }, false],
    [{ HOST: 'localhost', NABIZ_MODE: 'demonstration' }, false],
  ])('[MU115] %o → %o: whoever can be reached from outside is', (env, production) => {
    expect(readConfig(env).production).toBe(production)
  })
})
