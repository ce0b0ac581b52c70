/** Uploads files and walks imports to their end, in tests: real HTTP, real jobs, real PostgreSQL. Never imported by the product. */
import { expect } from 'vitest'
import type { Page } from '#platform/contract'
import { createTestHttp, type TestHttp, type TestPerson } from '../../../../platform/app/testing/index.ts'
import { mutabakat } from '../../app.ts'
import type {
  Difference,
  DryRun,
  Import,
  ImportError,
  ImportKind,
  LetterRow,
  UploadedImport,
} from '../../contract/index.ts'

export type File = { name: string; bytes: Buffer }

export const csvFile = (...lines: string[]): File => ({ name: 'dosya.csv', bytes: Buffer.from(lines.join('\n')) })

/** A multipart body of one file, as a browser sends it. */
const multipart = ({ name, bytes }: File) => ({
  payload: Buffer.concat([
    Buffer.from(`--sinir\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
    bytes,
    Buffer.from('\r\n--sinir--\r\n'),
  ]),
  headers: { 'content-type': 'multipart/form-data; boundary=sinir' },
})

/** With the application's jobs at work. */
export const startImportBench = async (): Promise<TestHttp> => {
  const http = await createTestHttp({ applications: [mutabakat] })
  for (const { contract, handle } of mutabakat.jobs)
    http.services.jobs.register(contract, (input, job) => handle(http.services, input, job))
  await http.services.jobs.start()
  return http
}

export const importsOf = (person: TestPerson) => {
  const call = async <Body>(method: string, path: string, body?: unknown) => {
    const answer = await person.call(method, path, body === undefined ? {} : { body })
    return { status: answer.status, code: answer.code, body: answer.json as Body }
  }
  const get = async (id: string): Promise<Import> => (await call<Import>('GET', `/api/imports/${id}`)).body
  const ended = async (id: string): Promise<Import> => {
    await expect.poll(async () => (await get(id)).state, { timeout: 30_000 }).toMatch(/done|failed/)
    return get(id)
  }
  const upload = async (file: File, query = '') => {
    const answer = await person.call('POST', `/api/imports?${query}`, multipart(file))
    return { status: answer.status, code: answer.code, body: answer.json as UploadedImport }
  }
  return {
    call,
    get,
    ended,
    upload,
    /** The one-step way, to its end. */
    async run(file: File, kind: ImportKind = 'balances'): Promise<Import> {
      const { body } = await upload(file, `kind=${kind}&apply=1`)
      return ended(body.id)
    },
    /** A waiting import, applied to its end. */
    async apply(id: string): Promise<Import> {
      const { status, code } = await call('POST', `/api/imports/${id}/apply`)
      expect([status, code]).toEqual([202, null])
      return ended(id)
    },
    async dryRun(id: string): Promise<DryRun & { differences: Difference[] }> {
      const { status, code } = await call('POST', `/api/imports/${id}/preview`)
      expect([status, code]).toEqual([202, null])
      const read = async () => (await call<DryRun>('GET', `/api/imports/${id}/preview`)).body
      await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toMatch(/done|failed/)
      const rows = await call<Page<Difference>>('GET', `/api/imports/${id}/preview/rows?limit=200`)
      return { ...(await read()), differences: rows.body.items }
    },
    errors: async (id: string) => (await call<Page<ImportError>>('GET', `/api/imports/${id}/errors`)).body.items,
    letters: async () => (await call<Page<LetterRow>>('GET', '/api/mutabakat?sort=no&limit=200')).body.items,
  }
}

export type Imports = ReturnType<typeof importsOf>
