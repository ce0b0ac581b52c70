/** What becomes of a letter: new versions, answers written down, drafts deleted, changes that come late, and the list. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Letter, LetterRow } from '../../../suite/apps/mutabakat/contract/index.ts'
import type { Page } from '../../../suite/platform/contract/index.ts'
import { type LifeOffice, openLifeOffice } from './life-office.ts'

let office: LifeOffice
beforeAll(async () => {
  office = await openLifeOffice()
})
afterAll(() => office.close())

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

const upload = async (by = office.member): Promise<string> => {
  const edge = 'nabiz-test-edge'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="yanit.pdf"\r\ncontent-type: application/pdf\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), PDF, Buffer.from(`\r\n--${edge}--\r\n`)])
  const headers = { 'content-type': `multipart/form-data; boundary=${edge}` }
  return office.need<{ id: string }>(await by.call('POST', '/api/files', { headers, payload }), 201).id
}
const recorded = (file_id: string, given: object = {}) => ({
  ...{ choice: 'agree', name: 'Ali Veli', title: 'Muhasebe', channel: 'kep', received_on: '2026-10-05', file_id },
  ...given,
})

describe('a new version', () => {
  const figures = { balance: { amount: '1375.40', currency: 'TRY' }, side: 'B' }

  it('[MU255] has the same number; the old one keeps its answer and is frozen', async () => {
    const { member } = office
    const old = await office.draft({ note: 'Eylül' })
    await office.place(old.id, 'rejected')
    const next = office.need<Letter>(await office.act(member, old, 'revise', figures), 201)
    expect(next).toMatchObject({ no: old.no, version: 2, status: 'draft', note: 'Eylül', answer: null })
    expect(next.balance.amount).toBe('1375.40')
    expect(next.versions.map(({ version, status }) => [version, status])).toEqual([
      [2, 'draft'],
      [1, 'revised'],
    ])
    const frozen = await office.find(old.id)
    expect(frozen).toMatchObject({ status: 'revised', answer: { choice: 'disagree', name: 'Ali Veli' } })
    expect(Object.values(frozen.can).some(({ ok }) => ok)).toBe(false)
    expect(frozen.history[0]!.action).toBe('letter_revised')
    expect((await office.events(next.id)).map(event => event.type)).toEqual(['mutabakat_created'])
    expect((await office.act(member, next, 'send')).status).toBe(202)
  })

  it('[MU255] of two at once one is made', async () => {
    const old = await office.draft()
    await office.place(old.id, 'expired')
    const twice = await Promise.all([1, 2].map(() => office.act(office.member, old, 'revise', figures)))
    expect(twice.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'letter_not_revisable'])
    expect((await office.find(old.id)).versions).toHaveLength(2)
  })

  it('[MU255] is in the same currency, and only of a rejected or expired letter', async () => {
    const old = await office.draft()
    expect((await office.act(office.member, old, 'revise', figures)).code).toBe('letter_not_revisable')
    await office.place(old.id, 'rejected')
    const usd = { ...figures, balance: { amount: '5.00', currency: 'USD' } }
    expect((await office.act(office.member, old, 'revise', usd)).code).toBe('letter_not_revisable')
    expect((await office.find(old.id)).status).toBe('rejected')
  })
})

describe('an answer that came on paper', () => {
  it('[MU256] is kept with its file, shown as recorded, and told to those who lead', async () => {
    const { member, manager } = office
    const letter = await office.draft()
    await office.place(letter.id, 'expired')
    const file_id = await upload()
    const own = { own_balance: { amount: '1000.40', currency: 'TRY' }, own_side: 'B' }
    const body = recorded(file_id, { choice: 'disagree', reason_code: 'missing_invoice', ...own })
    const answered = office.need<Letter>(await office.act(member, letter, 'record-answer', body), 200)
    expect(answered).toMatchObject({
      status: 'rejected',
      answer_via: 'recorded',
      answer: {
        ...{ via: 'recorded', level: 'L0', difference: { amount: '250.00', currency: 'TRY' } },
        recorded: { channel: 'kep', received_on: '2026-10-05', by: member.name },
      },
    })
    const event = (await office.events(letter.id)).at(-1)!
    expect([event.type, event.data.via, event.data.rejected_by]).toEqual(['mutabakat_rejected', 'recorded', 'Ali Veli'])
    expect((await office.bells(manager.id)).at(-1)!.message).toContain(letter.no)
    const [paper] = await office.system<{ file_id: string; level: string; kind: string }[]>(async trx => {
      const { withTables } = await import('../../../suite/apps/mutabakat/data/letters.ts')
      return withTables(trx)
        .selectFrom('mutabakat.document')
        .select(['file_id', 'level', 'kind'])
        .where('id', '=', answered.answer!.recorded!.document_id)
        .execute()
    })
    expect(paper).toEqual({ file_id, level: 'L0', kind: 'recorded' })
  })

  it('[MU256] needs a file of the company, once', async () => {
    const letter = await office.draft()
    await office.place(letter.id, 'viewed')
    const elsewhere = await office.test.addCompany('Yabancı A.Ş.')
    const foreign = await upload(elsewhere.owner)
    const about = { company_id: office.company.id, owner_id: null, name: 'x.pdf', type: 'application/pdf' }
    // A file of another use is no scan: it may be one that only few may see.
    const other = await office.services.store.inCompany(office.company.id, trx =>
      office.services.files.put(trx, { ...about, kind: 'mutabakat.import', bytes: PDF }),
    )
    for (const file_id of [foreign, 'no id', letter.id, other.id])
      expect((await office.act(office.member, letter, 'record-answer', recorded(file_id))).code).toBe('file_not_found')
    expect((await office.find(letter.id)).status).toBe('viewed')
    const file_id = await upload()
    const twice = await Promise.all(
      [1, 2].map(() => office.act(office.member, letter, 'record-answer', recorded(file_id))),
    )
    expect(twice.map(({ status, code }) => code ?? status).sort()).toEqual([200, 'letter_not_recordable'])
    expect((await office.find(letter.id)).status).toBe('approved')
  })
})

it('[MU257] a draft is deleted and told; its number is not given again', async () => {
  const letter = await office.draft()
  expect((await office.member.call('DELETE', `/api/mutabakat/${letter.id}`)).status).toBe(204)
  expect((await office.member.call('GET', `/api/mutabakat/${letter.id}`)).code).toBe('letter_not_found')
  const told = (await office.events(letter.id)).at(-1)!
  expect([told.type, (told.data.row as LetterRow).no]).toEqual(['mutabakat_deleted', letter.no])
  expect(await office.audited('letter.deleted')).toBe(1)
  expect((await office.draft({ counterparty_id: letter.counterparty.id })).no > letter.no).toBe(true)
})

it('[MU258] every write that names an older rev is refused with the letter as it is', async () => {
  const { member, manager } = office
  const revise = { balance: { amount: '5.00', currency: 'TRY' }, side: 'B' }
  const writes: [string, Letter['status'], unknown][] = [
    ['submit', 'draft', undefined],
    ['approve-internal', 'pending_approval', {}],
    ['send-back', 'pending_approval', { reason: 'x' }],
    ['send', 'ready', undefined],
    ['remind', 'sent', {}],
    ['cancel', 'sent', { reason: 'x' }],
    ['revise', 'rejected', revise],
    ['record-answer', 'sent', recorded(await upload())],
  ]
  for (const [action, status, body] of writes) {
    const letter = await office.draft()
    await office.place(letter.id, status)
    const stale = await office.act(
      action === 'approve-internal' ? manager : action === 'send-back' ? manager : member,
      letter,
      action,
      body,
      letter.rev + 1,
    )
    expect([action, stale.code]).toEqual([action, 'stale'])
    const { current } = (stale.json as { error: { current: Letter } }).error
    expect([action, current.id, current.rev]).toEqual([action, letter.id, letter.rev])
    expect([action, (await office.find(letter.id)).status]).toEqual([action, status])
  }
  const letter = await office.draft()
  const headers = { 'if-match': '"7"' }
  expect((await member.call('DELETE', `/api/mutabakat/${letter.id}`, { headers })).code).toBe('stale')
  expect((await member.call('PATCH', `/api/mutabakat/${letter.id}`, { headers, body: {} })).code).toBe('stale')
})

describe('the list', () => {
  const list = async (query: Record<string, string>, by = office.member): Promise<LetterRow[]> => {
    const params = new URLSearchParams({ limit: '200', ...query })
    return office.need<Page<LetterRow>>(await by.call('GET', `/api/mutabakat?${params}`), 200).items
  }

  it('[MU271] is narrowed to exactly what fits', async () => {
    const { manager, member } = office
    const supplier = await office.addCard({ kind: 'supplier' })
    const foreign = { amount: '77.00', currency: 'EUR' as const }
    await office.draft({ counterparty_id: supplier.id, balance: foreign, responsible_id: manager.id }, manager)
    await office.draft({ counterparty_id: supplier.id, balance_date: '2026-08-31' }, manager)
    const all = await list({})
    expect(new Set(all.map(row => row.kind))).toEqual(new Set(['cari', 'cari_doviz']))
    const periods = office.need<Page<{ id: string; kind: string; date: string }>>(
      await member.call('GET', '/api/periods'),
      200,
    )
    const period = periods.items.find(({ date }) => date === '2026-08-31')!
    const parties = new Map(
      all.map(row => [row.counterparty.id, row.counterparty.id === supplier.id ? 'supplier' : 'customer']),
    )
    const cases: [Record<string, string>, (row: LetterRow) => boolean][] = [
      [{ 'filter[kind]': 'cari_doviz' }, row => row.kind === 'cari_doviz'],
      [{ 'filter[period]': period.id }, row => row.kind === period.kind && row.balance_date === period.date],
      [{ 'filter[responsible]': manager.id }, row => row.responsible?.id === manager.id],
      [{ 'filter[party]': 'supplier' }, row => parties.get(row.counterparty.id) === 'supplier'],
      [{ 'filter[min]': '1250.40' }, row => Number(row.balance.amount) >= 1250.4],
      [{ 'filter[max]': '77.00' }, row => Number(row.balance.amount) <= 77],
      [{ 'filter[counterparty]': supplier.id }, row => row.counterparty.id === supplier.id],
      [{ 'filter[status]': 'revised,rejected' }, row => row.status === 'revised' || row.status === 'rejected'],
      [{ 'filter[responsible]': 'none' }, row => row.responsible === null],
      [{ 'filter[batch]': 'no id' }, () => false],
    ]
    for (const [query, fits] of cases)
      expect([query, (await list(query)).map(row => row.id)]).toEqual([query, all.filter(fits).map(row => row.id)])
    const mine = await list({ 'filter[mine]': '1' }, manager)
    expect(mine.map(row => row.counterparty.id)).toEqual([supplier.id, supplier.id])
    expect((await member.call('GET', `/api/mutabakat?filter[period]=${supplier.id}`)).code).toBe('period_not_found')
  })
})
