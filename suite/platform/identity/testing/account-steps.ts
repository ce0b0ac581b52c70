/** What tests of accounts do again and again: turn a second factor on, be half signed in, read a mailed link. */
import { expect } from 'vitest'
import { accountMailJob, sendAccountMail } from '../../app/account-mails.ts'
import { PASSWORD, type TestHttp, type TestPerson } from '../../app/testing/index.ts'
import { codeNow } from './authenticator.ts'

const SIGN_IN = '/api/auth/sign-in/email'

let lastIp = 0
/** A source nobody used before in this file. */
export const freshIp = (): string => {
  lastIp += 1
  return `203.0.${lastIp >> 8}.${lastIp & 255}`
}

/** The next step has come, so a code that was used is no hindrance. */
export const nextCode = (world: TestHttp, secret: string): string => {
  world.advance(30_000)
  return codeNow(secret, world.services.now())
}

/** Returns the secret as the person would type it in, and the backup codes. */
export const turnOn = async (world: TestHttp, person: TestPerson) => {
  const begun = await person.call('POST', '/api/me/second-factor', { body: { password: PASSWORD } })
  expect(begun.status).toBe(200)
  const { secret } = begun.json as { secret: string }
  const code = nextCode(world, secret)
  const confirmed = await person.call('POST', '/api/me/second-factor/confirm', { body: { code } })
  expect(confirmed.status).toBe(200)
  return { secret, ...(confirmed.json as { backup_codes: string[] }) }
}

/** Somebody who gave the right password and no code yet. */
export const halfSignIn = async (world: TestHttp, email: string, ip = freshIp()): Promise<TestPerson> => {
  const guest = world.guest(ip)
  const answer = await guest.call('POST', SIGN_IN, { body: { email, password: PASSWORD } })
  expect(answer).toMatchObject({ status: 200, json: { state: 'second_factor' } })
  return guest
}

export const enterCode = (guest: TestPerson, code: string) =>
  guest.call('POST', '/api/auth/sign-in/code', { body: { code } })

/** Mails about accounts are sent from here; see `mailTo`. */
export const startMails = async ({ services }: TestHttp): Promise<void> => {
  services.jobs.register(accountMailJob, (input, job) => sendAccountMail(services, input, job))
  await services.jobs.start()
}

/** Does `ask`, and waits for the mail it causes. `token`: behind the `#` of its link, null when there is none. */
export const mailTo = async (world: TestHttp, email: string, ask: () => Promise<unknown>) => {
  const arrived = Promise.withResolvers<{ subject: string; text: string }>()
  const stop = world.services.mail.catcher!.onMail(mail => mail.to.includes(email) && arrived.resolve(mail))
  await ask()
  const { subject, text } = await arrived.promise
  stop()
  return { subject, text, token: /#([A-Za-z0-9_-]{22})/.exec(text)?.[1] ?? null }
}
