/** A letter to a linked company: answered inside, by its link, withdrawn, or after the end of the link. */
import { afterAll, describe, expect, it } from 'vitest'
import { routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { openWire } from '../wire.ts'
import { openMirrorWorld, until } from './mirror-world.ts'

const { test, asker, asked, twin, lonely, member, viewer, ours, linked, incomingOf, again, answer, sendTo, auditOf } =
  await openMirrorWorld()
afterAll(() => test.close())

const { card, theirCard } = await linked()
let day = 0
/** A new day, so that letters of one test meet none of another. */
const newDay = () => `2026-0${1 + Math.floor(day / 28)}-${String((day++ % 28) + 1).padStart(2, '0')}`

describe('its answer and its end', () => {
  it('[MU507] is answered inside by one call: evidence, paper, events and both audits', async () => {
    await using sender = await openWire(test.url, asker)
    await sender.join(`company:${asker.company_id}`)
    const { letter } = await sendTo(card, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    expect((await answer(viewer, came, { choice: 'agree' })).status).toBe(403)
    expect((await answer(member, came, { choice: 'disagree' })).body.error.fields).toContainEqual(
      expect.objectContaining({ path: 'reason_code' }),
    )
    const done = await answer(member, came, { choice: 'agree', title: 'Muhasebe' })
    expect(done).toMatchObject({
      status: 200,
      body: { status: 'approved', answered_by: 'muhasebe', answer: { via: 'mirror', level: 'L1', name: 'muhasebe' } },
    })
    const approved = await sender.until('mutabakat_approved', () =>
      sender
        .events(`company:${asker.company_id}`)
        .find(({ type, data }) => type === 'mutabakat_approved' && (data as { no: string }).no === letter.no),
    )
    expect(approved.data).toMatchObject({ via: 'mirror', approved_by: 'muhasebe', with_correction: false })
    // Who it was is said by name; their account here is nobody else's business.
    expect(JSON.stringify(approved)).not.toContain(member.user_id)
    const kept = await ours.find(letter.id)
    expect(kept).toMatchObject({ status: 'approved', answer: { via: 'mirror', title: 'Muhasebe' } })
    expect(JSON.stringify(kept)).not.toContain(member.user_id)
    const { facts, broken } = ours.need(await asker.call(routes.letterEvidence, { params: { id: letter.id } }), 200)
    expect(broken).toBeNull()
    expect(facts.at(-1)).toMatchObject({
      fact: 'answered',
      detail: { via: 'mirror', name: 'muhasebe', choice: 'agree' },
    })
    const paper = await until(
      () =>
        asked.call(routes.incomingAnswerPaper, { params: { id: came.id } }) as Promise<{
          status: number
          body: unknown
        }>,
      ({ status }) => status === 200,
      'the signed answer',
    )
    expect(
      Buffer.from(paper.body as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(await auditOf(asked)).toContain('incoming.approved')
    expect(await auditOf(asker)).toContain('letter.approved')
    const twice = await answer(asked, came, { choice: 'disagree', reason_code: 'other' })
    expect(twice).toMatchObject({
      status: 409,
      body: { error: { code: 'already_answered', answer: { name: 'muhasebe', choice: 'agree' } } },
    })
  })

  it('[MU507] of a link and a member at the same instant one answers, and the other is shown it', async () => {
    const { letter, token } = await sendTo(card, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    const { grant } = ours.need(await ours.enter(token, await ours.askCode(token, letter.counterparty.email!)), 200)
    const visit = { token, grant, letter: {} as never }
    const [byLink, inside] = await Promise.all([
      ours.answer(visit, { choice: 'disagree', reason_code: 'other' }),
      answer(member, came, { choice: 'agree' }),
    ])
    expect([byLink.status, inside.status].toSorted()).toEqual([200, 409])
    const second = byLink.status === 409 ? byLink : inside
    const name = byLink.status === 409 ? 'muhasebe' : 'Ali Veli'
    expect(second.body.error).toMatchObject({ code: 'already_answered', answer: { name } })
    const seen = await until(
      () => again(asked, came),
      one => one.answer !== null,
      'the answer',
    )
    expect(seen).toMatchObject({ answer: { name }, can: { answer: { ok: false, code: 'incoming_closed' } } })
  })

  it('[MU507] by its link it is answered for both: the page inside follows', async () => {
    await using receiver = await openWire(test.url, member)
    await receiver.join(`company:${asked.company_id}`)
    const letter = await ours.draft({ counterparty_id: card.id, balance_date: newDay() })
    const visit = await ours.visit(letter)
    const came = await incomingOf(asked, letter)
    expect((await ours.answer(visit)).status).toBe(200)
    await receiver.until('mutabakat_incoming', () =>
      receiver
        .events(`company:${asked.company_id}`)
        .find(
          ({ type, data }) =>
            type === 'mutabakat_incoming' &&
            (data as { status: string; no: string }).no === letter.no &&
            (data as { status: string }).status === 'approved',
        ),
    )
    expect(await again(asked, came)).toMatchObject({ status: 'approved', answered_by: null, answer: { via: 'portal' } })
  })

  it('[MU508] read inside it is opened for the sender, once; a viewer’s look is none', async () => {
    const { letter } = await sendTo(card, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    await again(viewer, came)
    expect((await viewer.refused(routes.readIncoming, { params: { id: came.id } })).status).toBe(403)
    expect(await ours.find(letter.id)).toMatchObject({ status: 'sent' })
    for (let turn = 0; turn < 2; turn++)
      expect(await member.call(routes.readIncoming, { params: { id: came.id } })).toMatchObject({
        body: { read_at: expect.any(String) },
      })
    const seen = await ours.find(letter.id)
    expect(seen).toMatchObject({ status: 'viewed', viewed_at: expect.any(String) })
    const { facts } = ours.need(await asker.call(routes.letterEvidence, { params: { id: letter.id } }), 200)
    expect(facts.filter(({ fact }) => fact === 'viewed')).toHaveLength(1)
  })

  it('[MU589] of two who open it first at one instant one counts, for the receiver and for the sender', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const { letter } = await sendTo(card, { balance_date: newDay() })
      const came = await incomingOf(asked, letter)
      const params = { id: came.id }
      const both = await Promise.all([member, asked].map(person => person.call(routes.readIncoming, { params })))
      expect(both.map(({ status }) => status)).toEqual([200, 200])
      const [one, other] = both.map(({ body }) => body.read_at)
      expect(one).toBe(other)
      const settled = await until(
        () => again(asked, came),
        ({ status }) => status === 'viewed',
        'the letter as it is now',
      )
      // Once for the reading, once for the letter: whoever was second changed nothing.
      expect(settled).toMatchObject({ read_at: one, rev: came.rev + 2 })
      const seen = await ours.find(letter.id)
      expect(seen.history.filter(({ action }) => action === 'mutabakat_viewed')).toHaveLength(1)
      const { facts } = ours.need(await asker.call(routes.letterEvidence, { params: { id: letter.id } }), 200)
      expect(facts.filter(({ fact }) => fact === 'viewed')).toHaveLength(1)
    }
  })

  it('[MU509] withdrawn it keeps no figure', async () => {
    const { letter } = await sendTo(card, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    ours.need(
      await asker.call(routes.cancelLetter, { params: { id: letter.id }, body: { reason: 'hata' } as never }),
      200,
    )
    const seen = await until(
      () => again(asked, came),
      one => one.status === 'cancelled',
      'the withdrawal',
    )
    expect(seen).toMatchObject({
      balance: null,
      side: null,
      result: null,
      can: { answer: { code: 'incoming_closed' } },
    })
    expect(JSON.stringify(seen)).not.toMatch(/1250|hata/)
    expect((await asked.refused(routes.incomingDocument, { params: { id: came.id } })).status).toBe(404)
  })

  it('[MU509] after the end of the link it stays, is not answered inside, and nothing further comes in', async () => {
    const pair = await linked()
    const { letter, token } = await sendTo(pair.card, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    ours.need(await asker.call(routes.endLink, { params: { id: pair.card.id } }), 200)
    expect(await again(asked, came)).toMatchObject({
      balance: { amount: '1250.40' },
      can: { answer: { ok: false, code: 'link_ended' } },
    })
    expect((await answer(member, came, { choice: 'agree' })).body.error.code).toBe('link_ended')
    expect((await asked.refused(routes.incomingDocument, { params: { id: came.id } })).body.error.code).toBe(
      'link_ended',
    )
    // The link in the mail is as good as ever, and its answer stays between the sender and its guest.
    const { grant } = ours.need(await ours.enter(token, await ours.askCode(token, letter.counterparty.email!)), 200)
    expect((await ours.answer({ token, grant, letter: {} as never })).status).toBe(200)
    const { letter: next } = await sendTo(pair.card, { balance_date: newDay() })
    // One that is linked comes in after it, so by then this one would have.
    await incomingOf(asked, (await sendTo(card, { balance_date: newDay() })).letter)
    const found = await asked.call(routes.listIncoming, { query: { q: next.no } as never })
    expect(found.body.items).toEqual([])
    expect(await again(asked, came)).toMatchObject({ status: 'sent', answer: null })
  })

  it('[MU510] is nobody else’s', async () => {
    const { letter } = await sendTo(card, { balance_date: newDay() })
    const { id } = await incomingOf(asked, letter)
    for (const person of [asker, twin, lonely]) {
      const params = { id }
      expect((await person.refused(routes.getIncoming, { params })).status).toBe(404)
      expect((await person.refused(routes.readIncoming, { params })).status).toBe(404)
      expect((await answer(person, { id }, { choice: 'agree' })).status).toBe(404)
      expect((await person.refused(routes.incomingDocument, { params })).status).toBe(404)
      expect((await person.refused(routes.incomingAnswerPaper, { params })).status).toBe(404)
      expect((await person.call(routes.listIncoming, { query: {} as never })).body.items).toEqual([])
      expect((await person.refused(routes.cardLink, { params: { id: theirCard.id } })).status).toBe(404)
    }
    expect(await ours.find(letter.id)).toMatchObject({ status: 'sent' })
  })
})
