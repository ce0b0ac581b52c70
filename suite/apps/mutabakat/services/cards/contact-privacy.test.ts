/** Data protection of contacts and of what imports showed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestHttp } from '../../../../platform/app/testing/index.ts'
import type { Counterparty, CounterpartyDetail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { mutabakatRetention } from '../settings/keep-records.ts'
import { csvFile, type Imports, importsOf, startImportBench } from '../testing/import-bench.ts'
import { mutabakatPersons } from './hold-persons.ts'

let http: TestHttp
let company: string
let mine: Imports
beforeAll(async () => {
  http = await startImportBench()
  const made = await http.addCompany()
  company = made.id
  mine = importsOf(made.owner)
}, 60_000)
afterAll(() => http.close())

const contacts = mutabakatPersons.find(({ kind }) => kind === 'mutabakat.contact')!

test('[MU235] a further contact is found by mail and by phone, exported, and deleted when erased', async () => {
  const card = async (code: string) =>
    (await mine.call<Counterparty>('POST', '/api/counterparties', { code, title: `Firma ${code}` })).body
  const [one, two] = [await card('1'), await card('2')]
  await mine.call('POST', `/api/counterparties/${one.id}/contacts`, {
    name: 'Ece Gül',
    email: 'ece@f.example',
    mobile: '05321234567',
  })
  await mine.call('POST', `/api/counterparties/${two.id}/contacts`, { name: 'Başkası', email: 'baska@f.example' })
  await mine.call('PATCH', `/api/counterparties/${two.id}`, { contact_name: 'Ece Gül', email: 'ece@f.example' })
  const byMail = { email: 'ece@f.example', phone: null, user_id: null }
  const byPhone = { email: null, phone: '+905321234567', user_id: null }
  await http.store.inCompany(company, async trx => {
    expect(await contacts.find(trx, company, byMail)).toEqual({
      count: 2,
      samples: ['Ece Gül, Firma 2', 'Ece Gül, Firma 1'],
    })
    expect((await contacts.find(trx, company, byPhone)).count).toBe(1)
    expect(await contacts.export(trx, company, byPhone)).toMatchObject([{ contact_name: 'Ece Gül', code: '1' }])
    expect(await contacts.erase!(trx, company, byMail, http.services.jobs)).toBe(2)
    expect((await contacts.find(trx, company, byMail)).count).toBe(0)
  })
  const detail = async (id: string) => (await mine.call<CounterpartyDetail>('GET', `/api/counterparties/${id}`)).body
  expect((await detail(one.id)).contact_list).toEqual([])
  expect(await detail(two.id)).toMatchObject({ contact_name: null, email: null, contact_list: [{ name: 'Başkası' }] })
})

test('[MU161] where a person with a card of their own lives goes with them, the address of a company stays', async () => {
  const card = async (given: Record<string, unknown>) =>
    (
      await mine.call<Counterparty>('POST', '/api/counterparties', {
        address: 'Moda Cad. 1',
        email: 'can@f.example',
        ...given,
      })
    ).body
  const person = await card({ code: '3', title: 'Can Ak', tax_kind: 'tckn', tax_number: '10000000146' })
  const firm = await card({ code: '4', title: 'Ak Ltd.' })
  const subject = { email: 'can@f.example', phone: null, user_id: null }
  await http.store.inCompany(company, trx => contacts.erase!(trx, company, subject, http.services.jobs))
  const address = async ({ id }: Counterparty) =>
    (await mine.call<CounterpartyDetail>('GET', `/api/counterparties/${id}`)).body.address
  expect([await address(person), await address(firm)]).toEqual([null, 'Moda Cad. 1'])
})

test('[MU235] what a dry run showed goes with the file, also of an import that was never applied', async () => {
  const { body } = await mine.upload(csvFile('Cari Kodu;Ünvan;Tarih;Bakiye', '9;Gizli A.Ş.;31.10.2026;5,00'))
  await mine.dryRun(body.id)
  const imports = mutabakatRetention.find(({ kind }) => kind === 'mutabakat.import')!
  const left = () =>
    http.store.inCompany(company, async trx => {
      const runs = await withTables(trx).selectFrom('mutabakat.import').select('dry_run').execute()
      const rows = await withTables(trx).selectFrom('mutabakat.import_difference').select('title').execute()
      return JSON.stringify([...runs, ...rows])
    })
  expect(await left()).toContain('Gizli A.Ş.')
  await http.store.inCompany(company, async trx => {
    const before = new Date(Date.now() + 1000)
    expect((await imports.due(trx, company, before)).count).toBe(1)
    expect(await imports.remove(trx, company, before, 100)).toBe(1)
    expect((await imports.due(trx, company, before)).count).toBe(0)
  })
  expect(await left()).toBe('[{"dry_run":null}]')
})
