/** Files on a real disk and a real database. */
import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { displayName } from './display-name.ts'
import { createDiskShelf, createFiles, type Files, type FilesOptions } from './index.ts'

vi.setConfig({ hookTimeout: 60_000 })

let store: TestStore
let dataDir: string
let company_id: string
let files: Files
let clock: number
beforeAll(async () => {
  store = await createTestStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'nabiz-files-'))
  company_id = await addCompany(store)
  clock = Date.now()
  files = open()
})
afterEach(() => rm(dataDir, { recursive: true }))

const open = (more: Partial<FilesOptions> = {}) =>
  createFiles({
    shelf: createDiskShelf(join(dataDir, 'files')),
    store,
    id: randomUUIDv7,
    now: () => new Date(clock),
    ...more,
  })
const put = (bytes: Buffer | Readable, more: { name?: string; by?: Files } = {}) =>
  store.inCompany(company_id, trx =>
    (more.by ?? files).put(trx, {
      ...{
        company_id,
        owner_id: 'u1',
        name: more.name ?? 'mutabakat.pdf',
        type: 'application/pdf',
        kind: 'letter',
        bytes,
      },
    }),
  )
const read = (id: string, from = company_id) => store.inCompany(from, trx => files.read(trx, from, id))
const onDisk = async (): Promise<string[]> => {
  const found = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}
const rows = () => store.inCompany(company_id, trx => trx.selectFrom('platform.file').selectAll().execute())
const hours = (count: number) => count * 3_600_000

test('[PF1] a buffer and a stream are read back as they were, with size and sha256', async () => {
  const content = randomBytes(300_000)
  const pieces = Array.from({ length: 300 }, (_, n) => content.subarray(n * 1000, (n + 1) * 1000))
  for (const bytes of [content, Readable.from(pieces)]) {
    const row = await put(bytes)
    expect(row).toMatchObject({
      ...{ company_id, owner_id: 'u1', kind: 'letter', name: 'mutabakat.pdf', type: 'application/pdf', size: 300_000 },
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    const stored = await read(row.id)
    expect(stored.row).toEqual(row)
    expect((await buffer(stored.stream())).equals(content)).toBe(true)
    expect((await readFile(stored.path)).equals(content)).toBe(true)
  }
  const empty = await put(Buffer.alloc(0))
  expect(empty.size).toBe(0)
})

const NASTY = [
  '../../../etc/passwd',
  '..\\..\\windows\\system32',
  '/etc/shadow',
  'a/../../b',
  '....//....//x',
  '%2e%2e%2fx',
  'a\0.png',
  '.',
  '..',
  '',
  'CON',
  '‮fdp.exe',
  'x'.repeat(5000),
]

test('[S66] [PF2] no name leads out of the folder, nor into a name of the disk', async () => {
  for (const name of NASTY) await put(Buffer.from(name), { name })
  const paths = await onDisk()
  expect(paths).toHaveLength(NASTY.length)
  for (const path of paths) expect(path.slice(join(dataDir, 'files').length)).toMatch(/^\/[0-9a-f]{2}\/[0-9a-f]{48}$/)
  expect(await readdir(dataDir)).toEqual(['files'])
})

test('[S66] [PF2] a key in the database that is none of ours is refused', async () => {
  const { id } = await put(Buffer.from('x'))
  for (const key of ['../../secret', '/etc/passwd', 'ab/../../x', ''])
    await store.inCompany(company_id, async trx => {
      await sql`update platform.file set storage_key = ${key} where id = ${id}`.execute(trx)
      await expect(files.read(trx, company_id, id)).rejects.toThrow('not a storage key')
    })
})

test('[PF3] names are fit to be shown', () => {
  const shown = NASTY.map(displayName)
  expect(shown.slice(0, 12)).toEqual([
    ...['passwd', 'system32', 'shadow', 'b', 'x', '%2e%2e%2fx', 'a.png', 'dosya', 'dosya', 'dosya', 'CON', 'fdp.exe'],
  ])
  expect(shown[12]).toHaveLength(200)
  expect(displayName(`${'ğ'.repeat(300)}.xlsx`)).toMatch(/^ğ{195}\.xlsx$/)
  expect(displayName('Cari Ekstre — İŞ Ğ.pdf')).toBe('Cari Ekstre — İŞ Ğ.pdf')
})

test('[PF4] an upload that breaks off leaves no file and no row', async () => {
  const broken = Readable.from(
    (async function* () {
      yield randomBytes(100_000)
      throw new Error('the connection was lost')
    })(),
  )
  await expect(put(broken)).rejects.toThrow('the connection was lost')
  const aborted = new Readable({
    read() {
      this.push(randomBytes(1000))
      this.destroy(new Error('aborted while it was read'))
    },
  })
  await expect(put(aborted)).rejects.toThrow('aborted while it was read')
  const early = new Readable({ read() {} })
  const by = open({
    quota_bytes: () => {
      early.destroy(new Error('aborted before it was read'))
      return 1_000_000
    },
  })
  await expect(put(early, { by })).rejects.toThrow('aborted before it was read')
  expect(await onDisk()).toEqual([])
  expect(await rows()).toEqual([])
})

test('[PF4] past the quota nothing stays, and the stream is not read to its end', async () => {
  const by = open({ quota_bytes: 1000 })
  await put(randomBytes(600), { by })
  let given = 0
  const endless = Readable.from(
    (async function* () {
      for (; given < 1000; given++) yield randomBytes(100)
    })(),
  )
  await expect(put(endless, { by })).rejects.toMatchObject({ code: 'file_quota_exceeded', status: 413 })
  expect(given).toBeLessThan(100)
  expect(await onDisk()).toHaveLength(1)
  await put(randomBytes(400), { by })
  await expect(put(randomBytes(1), { by })).rejects.toMatchObject({ code: 'file_quota_exceeded' })
})

test('[PF5] two uploads at once do not get past the quota together', async () => {
  const by = open({ quota_bytes: id => (id === company_id ? 1000 : 0) })
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => put(randomBytes(400), { by })))
  expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(2)
  expect(await onDisk()).toHaveLength(2)
})

test('[PF6] bytes and folders are for this account alone', async () => {
  await put(Buffer.from('x'))
  const [path] = await onDisk()
  const mode = async (of: string) => ((await stat(of)).mode & 0o777).toString(8)
  expect([await mode(path!), await mode(join(path!, '..')), await mode(join(dataDir, 'files'))]).toEqual([
    ...['600', '700', '700'],
  ])
})

test('[PF7] bytes without a row are swept when they are old, and nothing else', async () => {
  const kept = await put(Buffer.from('kept'))
  const removed = await put(Buffer.from('removed'))
  await store.inCompany(company_id, trx => files.remove(trx, company_id, removed.id))
  const rolledBack = store.inCompany(company_id, async trx => {
    await files.put(trx, {
      company_id,
      owner_id: null,
      name: 'n',
      type: 't',
      kind: 'k',
      bytes: Buffer.from('rolled back'),
    })
    throw new Error('planned')
  })
  await expect(rolledBack).rejects.toThrow('planned')
  await mkdir(join(dataDir, 'files/drafts'), { recursive: true })
  const draft = join(dataDir, 'files/drafts', 'a'.repeat(48))
  await writeFile(draft, 'half')
  await utimes(draft, new Date(clock), new Date(clock))

  expect(await files.sweep()).toEqual({ removed: 0 })
  clock += hours(2)
  expect(await files.sweep()).toEqual({ removed: 3 })
  expect(await onDisk()).toEqual([(await read(kept.id)).path])
  expect(await files.sweep()).toEqual({ removed: 0 })
})

test('[PF8] a file of another company is not found', async () => {
  const { id } = await put(Buffer.from('x'))
  const other = await addCompany(store)
  await expect(read(id, other)).rejects.toMatchObject({ code: 'not_found' })
  await expect(store.inCompany(other, trx => files.remove(trx, other, id))).rejects.toMatchObject({ code: 'not_found' })
  await expect(store.inCompany(other, trx => files.read(trx, company_id, id))).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await rows()).toHaveLength(1)
})

test('[PF9] a row whose bytes are gone says so', async () => {
  const { id } = await put(Buffer.from('x'))
  await rm((await read(id)).path)
  await expect(read(id)).rejects.toMatchObject({ code: 'file_missing' })
})

test('[PF4] a full disk is an error of the upload, not a file of half its size', async () => {
  // A folder where a file must go: the write fails as it does on a full disk, at the last step.
  const shelf = createDiskShelf(join(dataDir, 'blocked'))
  await mkdir(join(dataDir, 'blocked'), { recursive: true })
  for (let n = 0; n < 256; n++) await writeFile(join(dataDir, 'blocked', n.toString(16).padStart(2, '0')), '')
  await expect(shelf.write(Buffer.from('x'), Number.POSITIVE_INFINITY, () => new Error('quota'))).rejects.toThrow()
  expect(await readdir(join(dataDir, 'blocked/drafts'))).toEqual([])
})
