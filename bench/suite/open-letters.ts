/** Letters on their way, made as people make them: imported, sent in bulk, and opened by their counterparties with a code. */
import { setTimeout as after } from 'node:timers/promises'
import { makeBalanceSheet } from '../../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import { type Guest, openPortal } from './guest.ts'
import type { Member } from './member.ts'

export type OpenLetter = { id: string; no: string; guest: Guest }

type Row = { id: string; no: string; status: string; delivery: string | null }
type Mail = { subject: string; text: string }

const LOOK_EVERY_MS = 100
const WITHIN_MS = 90_000

const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + WITHIN_MS
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${WITHIN_MS / 1000} s`)
    await after(LOOK_EVERY_MS)
  }
}

const importDay = async (member: Member, day: string, count: number): Promise<Row[]> => {
  const sheet = await writeBalanceSheet(makeBalanceSheet({ rows: count, wrong: 0, seed: 7, date: day }))
  const form = new FormData()
  form.set('file', new Blob([sheet as Uint8Array<ArrayBuffer>]), `${day}.xlsx`)
  const { id } = await member.ask<{ id: string }>('/api/imports?apply=1', { method: 'POST', body: form })
  await until('the import', async () => (await member.ask<{ state: string }>(`/api/imports/${id}`)).state === 'done')
  return listDay(member, day)
}

const listDay = async (member: Member, day: string): Promise<Row[]> =>
  (await member.ask<{ items: Row[] }>(`/api/mutabakat?limit=200&filter[balance_date]=${day}`)).items

/** What the mailbox of the demonstration holds, by letter number: the part of a mail's text that `pattern` catches. */
const readMails = async (member: Member, pattern: RegExp): Promise<Map<string, string>> => {
  const { items } = await member.ask<{ items: Mail[] }>('/api/dev/mail')
  const found = items.flatMap(({ subject, text }) => {
    const no = /MUT-\d{4}-\d+/.exec(subject)?.[0]
    const part = pattern.exec(text)?.[1]
    return no && part ? [[no, part] as const] : []
  })
  return new Map(found)
}

/** `perDay` letters of each day, all looked at and none answered. At most 250 in all: the mailbox keeps 500 mails. */
export const makeOpenLetters = async (
  member: Member,
  url: string,
  days: readonly string[],
  perDay: number,
): Promise<Map<string, OpenLetter[]>> => {
  const rows = new Map<string, Row[]>()
  for (const day of days) rows.set(day, await importDay(member, day, perDay))
  const all = [...rows.values()].flat()
  await member.post('/api/mutabakat/bulk/send', { ids: all.map(row => row.id) })
  for (const day of days)
    await until('the letters', async () => (await listDay(member, day)).every(row => row.status === 'sent'))
  const tokens = await readMails(member, /\/p\/m\/([\w-]{43})/)
  const opened = new Map(
    all.map((row, index) => [row.no, { id: row.id, no: row.no, guest: openPortal(url, tokens.get(row.no)!, index) }]),
  )
  for (const { guest } of opened.values()) await guest.askForCode()
  let codes = new Map<string, string>()
  await until('the codes', async () => {
    codes = await readMails(member, /^(\d{6})$/m)
    return codes.size >= opened.size
  })
  for (const { no, guest } of opened.values()) await guest.enter(codes.get(no)!)
  return new Map([...rows].map(([day, ofDay]) => [day, ofDay.map(row => opened.get(row.no)!)]))
}
