/** Large sheets: 100,000 rows and more with flat memory. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openSheet } from './sheet-worker.ts'
import { streamCsv } from './write-csv.ts'
import { streamXlsx } from './write-xlsx.ts'

const MB = 1024 * 1024
const columns = [
  { header: 'CariKodu' },
  { header: 'Unvan' },
  { header: 'VKN' },
  { header: 'Tarih', kind: 'date' },
  { header: 'Bakiye', kind: 'money' },
  { header: 'BA' },
  { header: 'ParaBirimi' },
  { header: 'Aciklama' },
] as const

const rows = function* (count: number) {
  for (let at = 0; at < count; at++)
    yield [
      `120.01.${at}`,
      `Çağdaş Iğdır Öğütücü ${at}`,
      '1234567890',
      '2026-10-31',
      (at * 1.37).toFixed(2),
      'B',
      'TRY',
      '=1+1',
    ]
}

const writeFileOf = async (format: 'xlsx' | 'csv', count: number) => {
  const directory = await mkdtemp(join(tmpdir(), 'nabiz-sheet-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const path = join(directory, `a.${format}`)
  const write = format === 'xlsx' ? streamXlsx : streamCsv
  await pipeline(write({ columns, rows: rows(count) }), createWriteStream(path))
  return path
}

test.each(['xlsx', 'csv'] as const)(
  '[PX17] 100,000 rows of %s pass, with flat memory',
  async format => {
    const path = await writeFileOf(format, 100_000)
    const before = process.memoryUsage().rss
    let most = before
    let count = 0
    for await (const batch of (await openSheet({ path }, { maxHeapMb: 128 })).batches) {
      count += batch.length
      most = Math.max(most, process.memoryUsage().rss)
    }
    expect(count).toBe(100_001)
    expect(most - before).toBeLessThan(250 * MB)
  },
  120_000,
)

test('[PX3] 200,000 rows pass and 200,001 are refused', async () => {
  const opened = await openSheet({ path: await writeFileOf('csv', 199_999) })
  let count = 0
  for await (const batch of opened.batches) count += batch.length
  expect(count).toBe(200_000)
  const over = await openSheet({ path: await writeFileOf('csv', 200_000) })
  await expect(
    (async () => {
      for await (const _ of over.batches);
    })(),
  ).rejects.toMatchObject({ code: 'too_many_rows' })
}, 120_000)
