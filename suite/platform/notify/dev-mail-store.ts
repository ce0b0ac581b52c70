/** Keeps caught mails in memory and, one file each, under the data folder, so that they survive a restart. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CaughtMail } from './caught-mail.ts'

export type DevMailStore = {
  /** Newest first. */
  list(): CaughtMail[]
  one(id: string): CaughtMail | null
  add(mail: CaughtMail): Promise<void>
  clear(): Promise<void>
}

/** File names are only ever made from our own ids; anything else in the folder is left alone. */
const FILE = /^([0-9a-f-]{8,64})\.json$/

/** `keep`: how many mails, oldest dropped first. */
export const openDevMailStore = async (directory: string, keep: number): Promise<DevMailStore> => {
  await mkdir(directory, { recursive: true })
  const mails = await readMails(directory)
  const drop = async (count: number) => {
    const dropped = mails.splice(0, Math.max(0, count))
    await Promise.all(dropped.map(mail => rm(join(directory, `${mail.id}.json`), { force: true })))
  }
  await drop(mails.length - keep)
  return {
    list: () => mails.toReversed(),
    one: id => mails.find(mail => mail.id === id) ?? null,
    async add(mail) {
      if (!FILE.test(`${mail.id}.json`)) throw new TypeError(`not an id for a mail: ${JSON.stringify(mail.id)}`)
      const path = join(directory, `${mail.id}.json`)
      // Renamed into place: a kill in the middle leaves a .tmp, never half a mail.
      await writeFile(`${path}.tmp`, JSON.stringify(mail))
      await rename(`${path}.tmp`, path)
      mails.push(mail)
      await drop(mails.length - keep)
    },
    clear: () => drop(mails.length),
  }
}

const readMails = async (directory: string): Promise<CaughtMail[]> => {
  const names = (await readdir(directory)).filter(name => FILE.test(name))
  const mails = await Promise.all(
    names.map(async name => JSON.parse(await readFile(join(directory, name), 'utf8')) as CaughtMail),
  )
  return mails.sort((a, b) =>
    a.received_at < b.received_at || (a.received_at === b.received_at && a.id < b.id) ? -1 : 1,
  )
}
