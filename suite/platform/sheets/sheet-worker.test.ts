/** The reading thread: on demand, ended by a signal, capped. */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { openSheet } from './sheet-worker.ts'
import { refusalOf } from './testing/collect-rows.ts'
import { makeSheet } from './testing/make-workbook.ts'
import type { FromThread, ThreadInput, ToThread } from './thread-messages.ts'

const csv = (rows: number) =>
  Buffer.from(Array.from({ length: rows }, (_, at) => `120.${at};Ege Tekstil ${at};${at},50\n`).join(''))

const take = async (opened: Awaited<ReturnType<typeof openSheet>>) => {
  const rows = []
  for await (const batch of opened.batches) rows.push(...batch)
  return rows
}

test('[PX14] batches come in order and complete, from a path and from bytes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'nabiz-sheet-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const path = join(directory, 'a.csv')
  const bytes = csv(1_234)
  await writeFile(path, bytes)
  for (const source of [{ path }, { bytes }]) {
    const opened = await openSheet(source, { batchRows: 100 })
    expect(opened.info).toEqual({ format: 'csv', encoding: 'utf-8', delimiter: ';' })
    const rows = await take(opened)
    expect(rows.map(row => row.number)).toEqual(Array.from({ length: 1_234 }, (_, at) => at + 1))
    expect(rows[7]?.cells.map(cell => cell.value)).toEqual(['120.7', 'Ege Tekstil 7', '7,50'])
  }
})

test('[PX14] nothing is read that nobody asked for', async () => {
  const bytes = csv(2_000)
  const input: ThreadInput = { source: { bytes }, options: {}, batchRows: 100 }
  const idle = new Worker(new URL('./sheet-thread.ts', import.meta.url), { workerData: input })
  onTestFinished(async () => void (await idle.terminate()))
  const said: string[] = []
  idle.on('message', (message: FromThread) => said.push(message.type))
  await once(idle, 'message')
  // Long enough for the idle thread to have read everything too, had it not waited.
  expect(await take(await openSheet({ bytes }))).toHaveLength(2_000)
  expect(said).toEqual(['info'])
  const next = once(idle, 'message')
  idle.postMessage({ type: 'more' } satisfies ToThread)
  await next
  expect(await take(await openSheet({ bytes }))).toHaveLength(2_000)
  expect(said).toEqual(['info', 'rows'])
})

test('[PX14] messages that arrive together, while the reader is busy, are all read', async () => {
  const opened = await openSheet({ bytes: csv(3) })
  const first = opened.batches.next()
  // Busy as with a long computation: the rows and the end both lie in the port when it is over.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  expect((await first).value).toHaveLength(3)
  expect(await opened.batches.next()).toEqual({ done: true, value: undefined })
})

test('[PX14] formulas and dates survive the way between the threads', async () => {
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
  const bytes = makeSheet('<row><c s="1"><f>TODAY()</f><v>46326</v></c><c><f>A1</f></c></row>', { styles })
  const [row] = await take(await openSheet({ bytes }))
  expect(row?.cells).toEqual([
    { value: new Date('2026-10-31T00:00:00Z'), kind: 'date', formula: true },
    { value: null, kind: 'no_result', formula: true },
  ])
})

test('[PX15] leaving the walk early ends the thread', async () => {
  const opened = await openSheet({ bytes: csv(50_000) }, { batchRows: 10 })
  for await (const batch of opened.batches) {
    expect(batch).toHaveLength(10)
    break
  }
  expect(await opened.batches.next()).toEqual({ done: true, value: undefined })
  await opened.close()
})

test('[PX15] a signal ends it, before and in the middle, with its own reason', async () => {
  await expect(openSheet({ bytes: csv(5) }, { signal: AbortSignal.abort(new Error('vazgeçildi')) })).rejects.toThrow(
    'vazgeçildi',
  )
  const controller = new AbortController()
  const opened = await openSheet({ bytes: csv(50_000) }, { batchRows: 10, signal: controller.signal })
  await opened.batches.next()
  controller.abort(new Error('vazgeçildi'))
  await expect(opened.batches.next()).rejects.toThrow('vazgeçildi')
})

test('[PX16] too slow is refused; waiting for the reader is not slowness', async () => {
  expect(await refusalOf(openSheet({ bytes: csv(10) }, { timeout_ms: 1 }))).toBe('sheet_too_slow')
  const opened = await openSheet({ bytes: csv(3_000) }, { batchRows: 500, timeout_ms: 5_000 })
  const first = await opened.batches.next()
  expect(first.value).toHaveLength(500)
  expect(await take(opened)).toHaveLength(2_500)
})

test('[PX16] many short waits for the thread are counted together', async () => {
  const reading = openSheet({ bytes: csv(200_000) }, { batchRows: 500, timeout_ms: 300 }).then(take)
  expect(await refusalOf(reading)).toBe('sheet_too_slow')
})

test('[PX16] a thread out of memory is a refusal, and the process lives on', async () => {
  // Within every size limit, and still more objects than 16 MB of heap hold.
  const sharedStrings = Array.from({ length: 400_000 }, (_, at) => `<si><t>metin ${at}</t></si>`).join('')
  const bytes = makeSheet('<row><c t="s"><v>1</v></c></row>', { sharedStrings })
  expect(await refusalOf(openSheet({ bytes }, { maxHeapMb: 16 }))).toBe('file_inflates')
}, 20_000)

test('[PX2] refusals of the thread keep their code and their numbers', async () => {
  expect(await refusalOf(openSheet({ bytes: Buffer.from('%PDF-1.7') }))).toBe('file_unknown')
  const opened = await openSheet({ bytes: csv(20) }, { maxRows: 10 })
  await expect(take(opened)).rejects.toMatchObject({ code: 'too_many_rows', status: 422, params: { max: 10 } })
})

test.each([
  ['CSV', csv(1_000)],
  [
    'XLSX',
    makeSheet(Array.from({ length: 1_000 }, (_, at) => `<row r="${at + 1}"><c><v>${at}</v></c></row>`).join('')),
  ],
])('[PX23] %s: a walk goes on behind the row it reached, with the same numbers', async (_, bytes) => {
  const whole = await take(await openSheet({ bytes }))
  const opened = await openSheet({ bytes }, { afterRow: 740, batchRows: 100 })
  const first = await opened.batches.next()
  expect(first.value).toEqual(whole.slice(740, 840))
  expect(await take(opened)).toEqual(whole.slice(840))
  expect(await take(await openSheet({ bytes }, { afterRow: 1_000 }))).toEqual([])
  expect(await refusalOf(openSheet({ bytes }, { afterRow: 990, maxRows: 999 }).then(take))).toBe('too_many_rows')
})
