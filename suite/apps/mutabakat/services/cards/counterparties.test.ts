/** Cards, contacts, the list and its export, over HTTP and a real database. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from '#platform/contract'
import { createTestHttp, type TestHttp, type TestPerson } from '../../../../platform/app/testing/index.ts'
import { mutabakat } from '../../app.ts'
import type { Contact, Counterparty, CounterpartyChoices, CounterpartyDetail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { CARD_FIELDS, FIELD_HEADINGS } from '../../domain/index.ts'
import { contactsFor, markBounced } from './contacts-for.ts'

let http: TestHttp
let owner: TestPerson
let company: string
let colleague: TestPerson
let viewer: TestPerson
beforeAll(async () => {
  http = await createTestHttp({ applications: [mutabakat] })
  const made = await http.addCompany()
  owner = made.owner
  company = made.id
  colleague = await http.addPerson({ company, role: 'member', name: 'Ayla Deniz', email: 'ayla@deneme.example' })
  viewer = await http.addPerson({ company, role: 'viewer', name: 'Yusuf Bakar' })
}, 60_000)
afterAll(() => http.close())

let next = 0
const add = async (input: Record<string, unknown> = {}, person = owner) => {
  next++
  const body = { code: `120.${next}`, title: `Cari ${next} Ltd. Şti.`, ...input }
  const answer = await person.call('POST', '/api/counterparties', { body })
  return { ...answer, card: answer.json as Counterparty }
}
const change = (card: Counterparty, body: unknown, headers: Record<string, string> = {}) =>
  owner.call('PATCH', `/api/counterparties/${card.id}`, { body, headers })
const find = async (id: string) => (await owner.call('GET', `/api/counterparties/${id}`)).json as CounterpartyDetail
const list = async (query: string, person = owner) =>
  (await person.call('GET', `/api/counterparties?${query}`)).json as Page<Counterparty>
const codes = async (query: string) => (await list(`sort=code&limit=200&${query}`)).items.map(card => card.code)

test('[MU200] a card keeps everything it is told in the form it is stored in, and says who is responsible', async () => {
  const { status, card } = await add({
    ...{ kind: 'both', tax_kind: 'vkn', tax_number: '123 456 7890', currency: 'EUR', country: 'de' },
    ...{ iban: 'TR33 0006 1005 1978 6457 8413 26', group_code: 'EGE', responsible_id: colleague.id },
    ...{ email: 'Muhasebe@Firma.example', mobile: '0532 123 45 67', opted_out: true },
  })
  expect(status).toBe(201)
  expect(card).toMatchObject({
    ...{ kind: 'both', tax_number: '1234567890', currency: 'EUR', country: 'DE', active: true, contacts: 0 },
    ...{ iban: 'TR330006100519786457841326', group_code: 'EGE', email: 'muhasebe@firma.example' },
    ...{ mobile: '+905321234567', opted_out: true, linked_company_id: null, bounced_at: null, rev: 1 },
    responsible: { id: colleague.id, name: 'Ayla Deniz' },
  })
})

test('[MU200] a change leaves what it does not name as it is', async () => {
  const { card } = await add({ kind: 'supplier', currency: 'USD', email: 'a@b.example', group_code: 'X' })
  const changed = await change(card, { title: 'Yeni Unvan A.Ş.' })
  expect(changed.json).toMatchObject({
    ...{ kind: 'supplier', currency: 'USD', email: 'a@b.example', group_code: 'X', title: 'Yeni Unvan A.Ş.', rev: 2 },
  })
  const stale = await change(card, { title: 'Eski' }, { 'if-match': '"1"' })
  expect([stale.status, stale.code]).toEqual([412, 'stale'])
})

test('[MU201] a wrong IBAN, a number that does not fit its kind, and a stranger as responsible are refused by field', async () => {
  const refused = async (input: Record<string, unknown>) => {
    const { status, json } = await add(input)
    const [field] = (json as { error: { fields: { path: string; code: string }[] } }).error.fields
    return [status, field?.path, field?.code]
  }
  expect(await refused({ iban: 'TR330006100519786457841327' })).toEqual([400, 'iban', 'iban_invalid'])
  const stranger = await http.addPerson()
  expect(await refused({ responsible_id: stranger.id })).toEqual([400, 'responsible_id', 'responsible_not_member'])
  const { card } = await add({ tax_kind: 'vkn', tax_number: '1234567890' })
  // The number alone is right, the kind alone as well: together they are not.
  expect((await change(card, { tax_kind: 'tckn' })).code).toBe('tax_number_invalid')
})

test('[MU202] the list is narrowed by every filter, and a cursor of one filter is refused by another', async () => {
  const made = await http.addCompany('Süzgeç A.Ş.')
  const mine = made.owner
  const put = async (code: string, input: Record<string, unknown>) =>
    (await mine.call('POST', '/api/counterparties', { body: { code, title: `Firma ${code}`, ...input } }))
      .json as Counterparty
  const cards = {
    a: await put('A', { kind: 'customer', group_code: 'EGE', email: 'a@a.example', responsible_id: mine.id }),
    b: await put('B', { kind: 'supplier', active: false, tax_kind: 'vkn', tax_number: '9876543217' }),
    c: await put('C', { kind: 'both', mobile: '05321234567', tax_kind: 'vkn', tax_number: '9876543217' }),
    d: await put('D', { kind: 'customer', tax_kind: 'foreign', tax_number: '2222222222' }),
    e: await put('E', { kind: 'customer', tax_kind: 'foreign', tax_number: '2222222222' }),
  }
  await mine.call('POST', `/api/counterparties/${cards.d.id}/contacts`, { body: { email: 'd@d.example' } })
  await http.store.inCompany(made.id, trx => markBounced(withTables(trx), made.id, 'd@d.example', new Date()))
  const found = async (query: string) => (await list(`sort=code&${query}`, mine)).items.map(card => card.code).join('')
  expect(await found('filter[active]=1')).toBe('ACDE')
  expect(await found('filter[active]=0')).toBe('B')
  expect(await found(`filter[responsible]=${mine.id}`)).toBe('A')
  expect(await found('filter[responsible]=none')).toBe('BCDE')
  expect(await found('filter[responsible]=nobody')).toBe('')
  expect(await found('filter[group]=EGE')).toBe('A')
  expect(await found('filter[kind]=supplier')).toBe('BC')
  expect(await found('filter[kind]=both')).toBe('C')
  expect(await found('filter[no_contact]=1')).toBe('BE')
  expect(await found('filter[bounced]=1')).toBe('D')
  // Placeholders are many companies' number.
  expect(await found('filter[same_tax_number]=1')).toBe('BC')
  expect(await found('q=98765')).toBe('BC')
  expect(await found('q=a@a')).toBe('A')
  const first = await list('sort=code&limit=1&filter[kind]=customer', mine)
  const foreign = await mine.call('GET', `/api/counterparties?sort=code&limit=1&cursor=${first.next_cursor}`)
  expect(foreign.status).toBe(400)
  const second = await list(`sort=code&limit=1&filter[kind]=customer&cursor=${first.next_cursor}`, mine)
  expect(second.items.map(card => card.code)).toEqual(['C'])
})

test('[MU203] a card without letters is deleted; with one it is refused, and made inactive instead', async () => {
  const { card } = await add()
  expect((await find(card.id)).can_delete).toBe(true)
  expect((await owner.call('DELETE', `/api/counterparties/${card.id}`)).status).toBe(204)
  expect((await owner.call('GET', `/api/counterparties/${card.id}`)).code).toBe('counterparty_not_found')
  const { card: kept } = await add()
  const letter = await owner.call('POST', '/api/mutabakat', {
    body: {
      counterparty_id: kept.id,
      balance_date: '2026-10-31',
      balance: { amount: '10.00', currency: 'TRY' },
      side: 'B',
    },
  })
  expect(letter.status).toBe(201)
  expect(await find(kept.id)).toMatchObject({ letters: 1, can_delete: false })
  const refused = await owner.call('DELETE', `/api/counterparties/${kept.id}`)
  expect([refused.status, refused.code]).toEqual([409, 'counterparty_has_letters'])
  expect((await change(kept, { active: false })).json).toMatchObject({ active: false })
})

test('[MU204] cards with the same tax number point at each other, placeholders do not', async () => {
  const { card: one } = await add({ tax_kind: 'vkn', tax_number: '1111111114' })
  const { card: two } = await add({ tax_kind: 'vkn', tax_number: '1111111114' })
  expect((await find(one.id)).same_tax_number).toEqual([{ id: two.id, code: two.code, title: two.title }])
  const { card: three } = await add({ tax_kind: 'foreign', tax_number: '11111111111' })
  await add({ tax_kind: 'foreign', tax_number: '11111111111' })
  expect((await find(three.id)).same_tax_number).toEqual([])
})

test('[MU205] contacts are added, changed and removed; one nobody can reach is refused', async () => {
  const { card } = await add()
  const at = `/api/counterparties/${card.id}/contacts`
  const added = await owner.call('POST', at, { body: { name: 'Ece', email: 'Ece@F.example', kinds: ['ba', 'bs'] } })
  expect(added.json).toMatchObject({ name: 'Ece', email: 'ece@f.example', kinds: ['ba', 'bs'], opted_out: false })
  const { id } = added.json as Contact
  expect((await owner.call('POST', at, { body: { name: 'Kimse' } })).code).toBe('contact_unreachable')
  const changed = await owner.call('PATCH', `${at}/${id}`, { body: { opted_out: true } })
  expect(changed.json).toMatchObject({ name: 'Ece', kinds: ['ba', 'bs'], opted_out: true })
  expect((await owner.call('PATCH', `${at}/${id}`, { body: { email: null } })).code).toBe('contact_unreachable')
  expect(await find(card.id)).toMatchObject({ contacts: 1, contact_list: [{ id, opted_out: true }] })
  const { card: other } = await add()
  const elsewhere = await owner.call('PATCH', `/api/counterparties/${other.id}/contacts/${id}`, { body: {} })
  expect(elsewhere.code).toBe('contact_not_found')
  expect((await owner.call('DELETE', `${at}/${id}`)).status).toBe(204)
  expect((await find(card.id)).contact_list).toEqual([])
  expect((await viewer.call('POST', at, { body: { email: 'x@y.example' } })).status).toBe(403)
})

test('[MU206] a letter goes to the contacts that receive its kind, else to the main one', async () => {
  const { card } = await add({ contact_name: 'Ana', email: 'ana@f.example' })
  const at = `/api/counterparties/${card.id}/contacts`
  await owner.call('POST', at, { body: { name: 'Döviz', email: 'doviz@f.example', kinds: ['cari_doviz'] } })
  await owner.call('POST', at, { body: { name: 'Yedek', email: 'yedek@f.example' } })
  const to = (kind: 'cari' | 'cari_doviz', of = company) =>
    http.store.inCompany(of, trx => contactsFor(withTables(trx), of, card.id, kind))
  expect(await to('cari')).toMatchObject([{ contact_id: null, name: 'Ana', email: 'ana@f.example', opted_out: false }])
  expect(await to('cari_doviz')).toMatchObject([{ name: 'Döviz', email: 'doviz@f.example' }])
  const other = await http.addCompany('Başka A.Ş.')
  expect(await to('cari', other.id)).toEqual([])
})

test('[MU207] an address that bounced says so until it is another one', async () => {
  const { card } = await add({ email: 'geri@f.example' })
  const added = await owner.call('POST', `/api/counterparties/${card.id}/contacts`, {
    body: { email: 'geri@f.example' },
  })
  const contact = added.json as Contact
  const bounce = () =>
    http.store.inCompany(company, trx => markBounced(withTables(trx), company, 'geri@f.example', new Date()))
  expect(await bounce()).toBe(2)
  const bounced = await find(card.id)
  expect([bounced.bounced_at, bounced.contact_list[0]?.bounced_at].every(Boolean)).toBe(true)
  const same = (await change(card, { email: 'geri@f.example', title: 'Aynı' })).json as Counterparty
  expect(same.bounced_at).not.toBeNull()
  expect((await change(card, { email: 'yeni@f.example' })).json).toMatchObject({ bounced_at: null })
  const moved = await owner.call('PATCH', `/api/counterparties/${card.id}/contacts/${contact.id}`, {
    body: { email: 'yeni@f.example' },
  })
  expect(moved.json).toMatchObject({ bounced_at: null })
})

test('[MU208] many cards change hands at once: only those of the company, and only who is not there yet', async () => {
  const cards = [(await add()).card, (await add()).card, (await add({ responsible_id: colleague.id })).card]
  const stranger = await http.addCompany('Uzak A.Ş.')
  const theirs = (await stranger.owner.call('POST', '/api/counterparties', { body: { code: 'U', title: 'Uzak' } }))
    .json as Counterparty
  const assign = (responsible_id: string | null) =>
    owner.call('POST', '/api/counterparties/bulk/responsible', {
      body: { ids: [...cards.map(card => card.id), theirs.id, 'nobody'], responsible_id },
    })
  expect((await assign(colleague.id)).json).toEqual({ changed: 2, letters: 0 })
  expect((await find(cards[0]!.id)).responsible?.id).toBe(colleague.id)
  const kept = await stranger.owner.call('GET', `/api/counterparties/${theirs.id}`)
  expect((kept.json as Counterparty).responsible).toBeNull()
  const choices = (await owner.call('GET', '/api/counterparties/choices')).json as CounterpartyChoices
  expect(choices.members.find(member => member.id === colleague.id)?.cards).toBeGreaterThanOrEqual(3)
  expect((await assign(null)).json).toEqual({ changed: 3, letters: 0 })
  expect((await assign(stranger.owner.id)).code).toBe('responsible_not_member')
})

test('[MU209] the list is exported as filtered under the headings an import reads, without live formulas', async () => {
  await add({
    code: '=1+1',
    title: '@SUM(A1)',
    group_code: 'DIŞA',
    responsible_id: colleague.id,
    iban: 'TR330006100519786457841326',
  })
  await add({ code: 'DIŞ2', title: 'İkinci', group_code: 'DIŞA', active: false })
  expect(await codes('filter[group]=DI%C5%9EA')).toEqual(['=1+1', 'DIŞ2'])
  const csv = await owner.call('GET', '/api/counterparties/export.csv?sort=code&filter[group]=DI%C5%9EA')
  expect(csv.headers['content-type']).toContain('text/csv')
  const lines = csv.text.replace('\ufeff', '').trim().split('\r\n')
  expect(lines[0]).toBe(CARD_FIELDS.map(field => FIELD_HEADINGS[field]).join(';'))
  expect(lines).toHaveLength(3)
  expect(lines[1]).toMatch(/^'=1\+1;'@SUM\(A1\);/)
  expect(lines[1]).toContain('ayla@deneme.example;DIŞA;E')
  expect(lines[2]).toMatch(/;H;$/)
})
