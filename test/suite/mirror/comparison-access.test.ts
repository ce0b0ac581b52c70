/** Who of the linked company gets into the comparison and the room of a letter that came in, and when they are out again. */
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { removeMemberRoute } from '../../../suite/platform/contract/index.ts'
import { openWire, type Wire } from '../wire.ts'
import { code, comparisonSteps } from './comparison-steps.ts'
import { openMirrorWorld, until } from './mirror-world.ts'

const world = await openMirrorWorld()
const { test, asker, asked, twin, lonely, member, viewer, ours, ask, invitationOf, linked, incomingOf, again, sendTo } =
  world
afterAll(() => test.close())

const { card } = await linked()
const { newDay, disagreed, look, give, matched } = comparisonSteps(world, card)

describe('the comparison', () => {
  it('[MU583] a viewer looks and changes nothing', async () => {
    const { came, comparison } = await matched()
    const params = { id: came.id }
    const seen = await look(viewer, came)
    const no = { ok: false, code: 'role_too_low' }
    expect(seen).toMatchObject({ rev: comparison.rev, can: { upload: no, decide: no, agree: no } })
    const body = { decision: 'confirmed', rule: 'number_amount' } as const
    const [line] = (
      await viewer.call(routes.incomingLoneLines, { params, query: { limit: 50, 'filter[side]': 'theirs' } })
    ).body.items
    const deeds = [
      viewer.refused(routes.incomingDecidePairs, { params, body }),
      viewer.refused(routes.incomingPairLines, { params, body: { ours: ['x'], theirs: ['x'] } }),
      viewer.refused(routes.incomingExplainLine, {
        params: { ...params, line: line!.id },
        body: { reason: 'other', note: null },
      }),
      viewer.refused(routes.incomingAgree, { params, body: {} }),
      viewer.refused(routes.giveOwnStatement, { params }),
      give(viewer, came) as never,
    ]
    for (const deed of deeds) expect((await code(deed))[0]).toBe(403)
    expect((await look(viewer, came)).rev).toBe(comparison.rev)
  })

  it('[MU584] is nobody else’s: other companies, and the sender by this door, find nothing', async () => {
    const { letter, came, comparison } = await matched()
    const query = { limit: 50 }
    const params = { id: came.id }
    const [pair] = (await member.call(routes.incomingPairs, { params, query })).body.items
    const body = { decision: 'refused' as const, ids: [pair!.id] }
    for (const person of [asker, twin, lonely]) {
      const asking = [
        person.refused(routes.incomingComparison, { params }),
        person.refused(routes.incomingComparison, { params: { id: letter.id } }),
        person.refused(routes.incomingPairs, { params, query }),
        person.refused(routes.incomingLoneLines, { params, query: { ...query, 'filter[side]': 'ours' } }),
        person.refused(routes.incomingDecidePairs, { params, body }),
        person.refused(routes.incomingAgree, { params, body: {} }),
        person.refused(routes.giveOwnStatement, { params }),
        give(person, came) as never,
      ]
      for (const one of await Promise.all(asking.map(code))) expect(one).toEqual([404, 'incoming_not_found'])
    }
    // The letter itself is the sender's: by the door of members the receiver has none.
    expect((await member.refused(routes.comparison, { params: { id: letter.id } })).status).toBe(404)
    expect((await look(member, came)).rev).toBe(comparison.rev)
  })

  it('[MU584] a pair of another letter is none of this one', async () => {
    const { came } = await disagreed()
    const other = await matched()
    const query = { limit: 50 }
    const [foreign] = (await member.call(routes.incomingPairs, { params: { id: other.came.id }, query })).body.items
    const asking = member.refused(routes.incomingDecidePairs, {
      params: { id: came.id },
      body: { decision: 'refused', ids: [foreign!.id] },
    })
    expect(await code(asking)).toEqual([409, 'pair_gone'])
  })

  it('[MU584] is over with the link, and with a letter that was withdrawn', async () => {
    const pair = await linked()
    const { came } = await matched(pair.card)
    const params = { id: came.id }
    const body = { decision: 'confirmed', rule: 'number_amount' } as const
    ours.need(await asker.call(routes.endLink, { params: { id: pair.card.id } }), 200)
    expect(await again(asked, came)).toMatchObject({ room: null, can: { compare: { ok: false, code: 'link_ended' } } })
    expect(await code(member.refused(routes.incomingComparison, { params }))).toEqual([409, 'link_ended'])
    expect(await code(member.refused(routes.incomingDecidePairs, { params, body }))).toEqual([409, 'link_ended'])
    expect(await code(give(member, came) as never)).toEqual([409, 'link_ended'])
    const { letter } = await sendTo(card, { balance_date: newDay() })
    const withdrawn = await incomingOf(asked, letter)
    const reason = { reason: 'hata' } as never
    ours.need(await asker.call(routes.cancelLetter, { params: { id: letter.id }, body: reason }), 200)
    const seen = await until(
      () => again(asked, withdrawn),
      ({ status }) => status === 'cancelled',
      'the withdrawal',
    )
    expect(seen).toMatchObject({ room: null, can: { compare: { ok: false, code: 'link_cancelled' } } })
    const at = { params: { id: withdrawn.id } }
    expect(await code(member.refused(routes.incomingComparison, at))).toEqual([410, 'link_cancelled'])
  })

  it('[MU584] a deed that waited for the letter while the link ended is not done', async () => {
    const pair = await linked()
    const { letter, came } = await disagreed(pair.card)
    const { store } = test.suite.services
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const holding = store.inCompany(asker.company_id, async trx => {
      await sql`select 1 from mutabakat.letter where id = ${letter.id} for update`.execute(trx)
      held.resolve()
      await release.promise
    })
    await held.promise
    const giving = code(give(member, came) as never)
    const waiting = () =>
      store.asSystem('a test waits for who waits', async trx => {
        const { rows } = await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'
          and query like '%mutabakat%letter%for update%'`.execute(trx)
        return rows.length
      })
    await until(waiting, count => count > 0, 'the deed before the letter')
    ours.need(await asker.call(routes.endLink, { params: { id: pair.card.id } }), 200)
    release.resolve()
    await holding
    expect(await giving).toEqual([409, 'link_ended'])
    const { body } = await asker.call(routes.comparison, { params: { id: letter.id } })
    expect(body.theirs).toBeNull()
  })
})

describe('the room of the letter', () => {
  const isIn = (wire: Wire, room: string) => wire.join(room).then(({ type }) => type === 'room_joined')
  const leaves = (wire: Wire, room: string) =>
    wire.until(`leaving ${room}`, () =>
      wire.frames.find(frame => 'room' in frame && frame.type === 'room_left' && frame.room === room),
    )

  it('[MU585] is open to every member of the linked company, who are seen by the sender and hear the list change', async () => {
    const { letter, came } = await matched()
    const room = `mutabakat:${letter.id}`
    await using inside = await openWire(test.url, member)
    await using looker = await openWire(test.url, viewer)
    await using sender = await openWire(test.url, asker)
    expect([await isIn(sender, room), await isIn(looker, room)]).toEqual([true, true])
    sender.send({ type: 'join', room, presence: 'list', ref: 'who' })
    await sender.until('a list', () => sender.frames.some(frame => 'ref' in frame && frame.ref === 'who'))
    expect(await isIn(inside, room)).toBe(true)
    inside.send({ type: 'presence', room, state: {} })
    await sender.until('the receiver', () =>
      sender.frames.some(frame => frame.type === 'presence_changed' && JSON.stringify(frame).includes('muhasebe')),
    )
    const before = sender.events(room).length
    ours.need(
      await member.call(routes.incomingDecidePairs, {
        params: { id: came.id },
        body: { decision: 'confirmed', rule: 'number_amount' },
      }),
      200,
    )
    for (const wire of [inside, sender, looker])
      await wire.until('the change', () => wire.events(room).some(({ type }) => type === 'comparison_changed'))
    expect(sender.events(room).length).toBeGreaterThan(before)
    inside.send({ type: 'publish', room, event: 'anything', data: {}, ref: 'say' })
    const refused = await inside.until('an answer', () => inside.frames.find(one => 'ref' in one && one.ref === 'say'))
    expect(refused).toMatchObject({ type: 'error', code: 'denied' })
    // Of the sender's other rooms none opens, nor this one to whoever is no part of it.
    const draft = await ours.draft({ counterparty_id: card.id, balance_date: newDay() })
    for (const name of [`mutabakat:${draft.id}`, `company:${asker.company_id}`, `counterparty:${card.id}`])
      expect([name, await isIn(inside, name)]).toEqual([name, false])
    for (const person of [twin, lonely]) {
      await using stranger = await openWire(test.url, person)
      expect(await isIn(stranger, room)).toBe(false)
    }
  })

  it('[MU585] is left at once by all of them when the link ends, and by who is no member any more', async () => {
    const pair = await linked()
    const { letter } = await sendTo(pair.card, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    const room = `mutabakat:${letter.id}`
    const leaver = await test.addMember(asked.company_id, 'giden@baltoptan.example', 'member')
    await using gone = await openWire(test.url, leaver)
    await using inside = await openWire(test.url, member)
    await using sender = await openWire(test.url, asker)
    for (const wire of [gone, inside, sender]) expect(await isIn(wire, room)).toBe(true)
    await asked.call(removeMemberRoute, { params: { user_id: leaver.user_id } })
    await leaves(gone, room)
    expect(inside.frames.some(frame => frame.type === 'room_left')).toBe(false)
    ours.need(await asked.call(routes.endLink, { params: { id: pair.theirCard.id } }), 200)
    await leaves(inside, room)
    expect(await isIn(inside, room)).toBe(false)
    expect(sender.frames.some(frame => frame.type === 'room_left')).toBe(false)
    // Linked again by another card of ours, what came in by the first one stays closed.
    await ask(asker, pair.card.id)
    const invitation = await invitationOf(asked)
    const body = { new_code: '320.55' }
    ours.need(await asked.call(routes.acceptLink, { params: { id: invitation.id }, body }), 200)
    expect(await isIn(inside, room)).toBe(false)
    expect((await again(asked, came)).can.compare.code).toBe('link_ended')
  })

  it('[MU585] is left when the letter is withdrawn', async () => {
    const { letter } = await sendTo(card, { balance_date: newDay() })
    await incomingOf(asked, letter)
    const room = `mutabakat:${letter.id}`
    await using inside = await openWire(test.url, member)
    expect(await isIn(inside, room)).toBe(true)
    const params = { id: letter.id }
    ours.need(await asker.call(routes.cancelLetter, { params, body: { reason: 'hata' } as never }), 200)
    await leaves(inside, room)
    expect(await isIn(inside, room)).toBe(false)
  })
})
