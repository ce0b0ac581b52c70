/** The catcher keeps mails, also over a restart. */
import { randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { CaughtMail } from './caught-mail.ts'
import { openDevMailStore } from './dev-mail-store.ts'
import { createDevMailbox } from './dev-mailbox.ts'
import { makeDataDir, openCaughtMail } from './testing/open-mail.ts'

const MESSAGE = { to: 'a@x.tr', subject: 'Deneme', html: '<p>x</p>', text: 'x' }
const caught = (id: string, second: number) =>
  ({ id, subject: id, received_at: new Date(second * 1000).toISOString() }) as CaughtMail

test('[PN9] mails are there after a restart, newest first; listeners hear of each', async () => {
  const dataDir = await makeDataDir()
  const first = await openCaughtMail(dataDir)
  const heard: string[] = []
  const stop = first.catcher!.onMail(mail => heard.push(mail.subject))
  await first.send({ ...MESSAGE, subject: 'bir' })
  await first.send({ ...MESSAGE, subject: 'iki' })
  stop()
  await first.send({ ...MESSAGE, subject: 'üç' })
  expect(heard).toEqual(['bir', 'iki'])
  await first.close()

  const { catcher } = await openCaughtMail(dataDir)
  const mails = await catcher!.list()
  expect(mails.map(mail => mail.subject)).toEqual(['üç', 'iki', 'bir'])
  expect(await catcher!.one(mails[1]!.id)).toEqual(mails[1])
  expect(await catcher!.one('../../etc/passwd')).toBe(null)
  await catcher!.clear()
  expect(await catcher!.list()).toEqual([])
  expect(await readdir(join(dataDir, 'dev-mail'))).toEqual([])
})

test('[PN9] the oldest go when there are too many, on disk too', async () => {
  const directory = await makeDataDir()
  const ids = Array.from({ length: 5 }, () => randomUUID())
  const store = await openDevMailStore(directory, 3)
  for (const [at, id] of ids.entries()) await store.add(caught(id, at))
  expect(store.list().map(mail => mail.id)).toEqual(ids.slice(2).reverse())
  expect((await readdir(directory)).toSorted()).toEqual(
    ids
      .slice(2)
      .map(id => `${id}.json`)
      .toSorted(),
  )
  expect((await openDevMailStore(directory, 2)).list().map(mail => mail.id)).toEqual(ids.slice(3).reverse())
})

test('[PN9] other files in the folder are left alone, and no id becomes a path', async () => {
  const directory = await makeDataDir()
  await writeFile(join(directory, 'notes.txt'), 'x')
  const store = await openDevMailStore(directory, 3)
  await expect(store.add(caught('../x', 1))).rejects.toThrow('not an id')
  expect(await readdir(directory)).toEqual(['notes.txt'])
})

test('[PN9] a mail over the size limit is refused to its sender and not kept', async () => {
  const dataDir = await makeDataDir()
  const mailbox = createDevMailbox({ dataDir, id: randomUUID, now: () => new Date(), maxMailBytes: 2_000 })
  onTestFinished(() => mailbox.close())
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(await mailbox.address())
  const big = { from: 'a@x.tr', to: 'b@x.tr', subject: 'x', text: 'x'.repeat(10_000) }
  await expect(transport.sendMail(big)).rejects.toMatchObject({ responseCode: 552 })
  await transport.sendMail({ ...big, text: 'küçük' })
  expect((await mailbox.list()).map(mail => mail.text.trim())).toEqual(['küçük'])
})
