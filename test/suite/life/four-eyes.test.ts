/** The second pair of eyes: who may, who may not, who is told, and that nothing goes round it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Letter } from '../../../suite/apps/mutabakat/contract/index.ts'
import { LETTER_ACTIONS, LETTER_STATUSES } from '../../../suite/apps/mutabakat/contract/index.ts'
import { runSendMany } from '../../../suite/apps/mutabakat/services/letters/send-many.ts'
import { type LifeOffice, openLifeOffice } from './life-office.ts'

let office: LifeOffice
beforeAll(async () => {
  office = await openLifeOffice()
})
afterAll(() => office.close())
beforeEach(() => office.fourEyes('1000.00'))

const pending = async (): Promise<Letter> => {
  const letter = await office.draft()
  return office.need(await office.act(office.member, letter, 'submit'), 200)
}

describe('a letter at the limit', () => {
  it('[MU254] is not sent alone; below the limit it is', async () => {
    const large = await office.draft()
    expect((await office.act(office.member, large, 'send')).code).toBe('letter_needs_approval')
    expect((await office.find(large.id)).status).toBe('draft')
    const small = await office.draft({ balance: { amount: '999.99', currency: 'TRY' } })
    expect((await office.act(office.member, small, 'send')).status).toBe(202)
    expect((await office.act(office.member, small, 'submit')).code).toBe('letter_not_draft')
  })

  it('[MU253] is approved by a second person, who was told, and then sent', async () => {
    const { manager, member, owner } = office
    const letter = await pending()
    expect(letter).toMatchObject({ status: 'pending_approval', submitted: { id: member.id, name: member.name } })
    expect((await office.find(letter.id, manager)).can.approve).toEqual({ ok: true, code: null })
    for (const { id } of [manager, owner])
      expect((await office.bells(id)).at(-1)).toMatchObject({
        message: expect.stringContaining(letter.no),
        link: `/c/${office.company.slug}/mutabakat/letters/${letter.id}`,
      })
    expect((await office.bells(member.id)).filter(bell => bell.message.includes(letter.no))).toEqual([])
    const ready = office.need<Letter>(await office.act(manager, letter, 'approve-internal', { note: 'tamam' }), 200)
    expect(ready).toMatchObject({ status: 'ready', decided: { id: manager.id, note: 'tamam' } })
    expect((await office.bells(member.id)).at(-1)!.message).toContain(letter.no)
    expect((await office.act(member, letter, 'send')).status).toBe(202)
    const told = (await office.events(letter.id)).map(event => (event.data.row as Letter).status)
    expect(told).toEqual(['draft', 'pending_approval', 'ready', 'ready'])
  })

  it('[MU253] is not approved by its author, its submitter, or somebody who does not lead', async () => {
    const { manager, owner, member } = office
    const own = await office.draft({}, manager)
    office.need(await office.act(member, own, 'submit'), 200)
    expect((await office.act(manager, own, 'approve-internal', {})).code).toBe('letter_own_approval')
    expect((await office.act(manager, own, 'send-back', { reason: 'x' })).code).toBe('letter_own_approval')
    expect((await office.act(member, own, 'approve-internal', {})).status).toBe(403)
    const submitted = await office.draft()
    office.need(await office.act(manager, submitted, 'submit'), 200)
    expect((await office.act(manager, submitted, 'approve-internal', {})).code).toBe('letter_own_approval')
    expect((await office.find(submitted.id)).status).toBe('pending_approval')
    office.need(await office.act(owner, submitted, 'approve-internal', {}), 200)
  })

  it('[MU253] goes back to its author with a reason; who corrects the figures is the author then', async () => {
    const { manager, member, owner } = office
    const letter = await pending()
    expect((await office.act(manager, letter, 'send-back', {})).status).toBe(400)
    const back = office.need<Letter>(await office.act(manager, letter, 'send-back', { reason: 'Kuruş eksik' }), 200)
    expect(back).toMatchObject({ status: 'draft', decided: { note: 'Kuruş eksik' } })
    expect((await office.bells(member.id)).at(-1)!.message).toContain('Kuruş eksik')
    const body = { balance: { amount: '1250.45', currency: 'TRY' } }
    office.need(await manager.call('PATCH', `/api/mutabakat/${letter.id}`, { body }), 200)
    office.need(await office.act(member, letter, 'submit'), 200)
    expect((await office.act(manager, letter, 'approve-internal', {})).code).toBe('letter_own_approval')
    office.need(await office.act(owner, letter, 'approve-internal', {}), 200)
  })

  it('[MU254] is submitted in a bulk, and the approvers get one line', async () => {
    const { manager, member, services, company } = office
    const large = await Promise.all([office.draft(), office.draft()])
    const small = await office.draft({ balance: { amount: '1.00', currency: 'TRY' } })
    const lost = await office.draft({
      counterparty_id: (await office.addCard({ email: null })).id,
      balance: { amount: '1.00', currency: 'TRY' },
    })
    const before = (await office.bells(manager.id)).length
    const who = { company_id: company.id, user_id: member.id, name: member.name }
    const ids = [...large, small, lost].map(letter => letter.id)
    const reports: number[] = []
    const report = async ({ done }: { done: number }) => void reports.push(done)
    const { counts } = await runSendMany(services, who, [...ids, 'no id'], { report })
    expect(counts).toEqual({ sent: 1, submitted: 2, no_contact: 1, skipped: 1 })
    expect(reports).toEqual([5])
    expect((await office.bells(manager.id)).slice(before).map(bell => bell.message)).toEqual([
      expect.stringContaining('2'),
    ])
    for (const { id } of large) expect((await office.find(id)).status).toBe('pending_approval')
    const again = await runSendMany(services, who, ids, { report })
    expect(again.counts).toEqual({ sent: 0, submitted: 0, no_contact: 1, skipped: 3 })
  })

  it('[MU254] a foreign balance without a rate cannot go round it', async () => {
    const letter = await office.draft({ balance: { amount: '1.00', currency: 'USD' } })
    expect(letter).toMatchObject({ kind: 'cari_doviz', try_balance: null })
    expect((await office.act(office.member, letter, 'send')).code).toBe('letter_needs_approval')
    const body = { rate: '41.25' }
    const rated = office.need<Letter>(await office.member.call('PATCH', `/api/mutabakat/${letter.id}`, { body }), 200)
    expect(rated).toMatchObject({ rate: '41.25', try_balance: { amount: '41.25', currency: 'TRY' } })
    expect((await office.act(office.member, letter, 'send')).status).toBe(202)
  })
})

it('[MU252] what `can` says is what trying answers, for every state and role', async () => {
  const { member, manager, viewer } = office
  const file_id = '00000000-0000-7000-8000-000000000000'
  const bodies: Partial<Record<string, unknown>> = {
    approve: {},
    send_back: { reason: 'x' },
    remind: {},
    cancel: { reason: 'x' },
    revise: { balance: { amount: '5.00', currency: 'TRY' }, side: 'B' },
    record_answer: {
      ...{ choice: 'agree', name: 'Ali Veli', channel: 'post', received_on: '2026-10-01', file_id },
    },
  }
  const paths: Record<string, string> = {
    approve: 'approve-internal',
    send_back: 'send-back',
    record_answer: 'record-answer',
  }
  const try_ = (by: typeof member, id: string, action: string) =>
    action === 'edit'
      ? by.call('PATCH', `/api/mutabakat/${id}`, { body: { note: 'x' } })
      : action === 'delete'
        ? by.call('DELETE', `/api/mutabakat/${id}`)
        : office.act(by, { id }, paths[action] ?? action, bodies[action])
  for (const status of LETTER_STATUSES)
    for (const by of [member, manager, viewer]) {
      const seen = await office.draft()
      await office.place(seen.id, status)
      const { can } = await office.find(seen.id, by)
      // What is refused leaves the letter as it is; what is not asks for a fresh one.
      for (const action of LETTER_ACTIONS.toSorted((left, right) => Number(can[left].ok) - Number(can[right].ok))) {
        const letter = can[action].ok ? await office.draft() : seen
        if (can[action].ok) await office.place(letter.id, status)
        const answer = await try_(by, letter.id, action)
        const label = [status, by.name, action]
        // A refusal for another reason than state and role was allowed by both.
        const allowed = answer.status < 300 || ['file_not_found', 'contact_missing'].includes(answer.code ?? '')
        expect([...label, allowed, answer.text]).toEqual([...label, can[action].ok, answer.text])
        // The route itself keeps out roles that never may.
        if (!allowed && answer.code !== 'forbidden')
          expect([...label, answer.code]).toEqual([...label, can[action].code])
      }
    }
})
