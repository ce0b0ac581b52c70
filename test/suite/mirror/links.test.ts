/** Two companies on one server: who asks to be linked, who decides, and how it ends. */
import { afterAll, describe, expect, it } from 'vitest'
import { routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { openWire } from '../wire.ts'
import { NOBODY, NUMBERS, openMirrorWorld, until } from './mirror-world.ts'

const {
  test,
  asker,
  asked,
  twin,
  lonely,
  member,
  ours,
  theirs,
  advance,
  giveNumber,
  cardOf,
  ask,
  linkOf,
  links,
  bells,
  invitationOf,
  linked,
  auditOf,
} = await openMirrorWorld()
afterAll(() => test.close())

describe('asking', () => {
  it('[MU500] answers the same whether there is such a company, and tells no refusal', async () => {
    const here = await cardOf(ours, NUMBERS.asked)
    const nowhere = await cardOf(ours, NOBODY)
    const [one, other] = [await ask(asker, here.id), await ask(asker, nowhere.id)]
    const plain = (link: object) => ({ ...link, at: '', until: '' })
    expect(plain(one)).toEqual(plain(other))
    expect(one).toMatchObject({ state: 'asked' })
    // Asked again it stays the one question.
    expect(await ask(asker, here.id)).toEqual(one)
    const invitation = await invitationOf(asked)
    ours.need(await asked.call(routes.refuseLink, { params: { id: invitation.id } }), 200)
    expect(await linkOf(asker, here.id)).toEqual(one)
    expect((await bells(asker)).map(({ title }) => title)).toEqual([])
    expect(JSON.stringify(await links(asker))).not.toContain('Bal Toptan')
    for (const card of [here, nowhere])
      expect(await asker.call(routes.endLink, { params: { id: card.id } })).toMatchObject({ body: { state: 'none' } })
  })

  it('[MU500] needs a number on the card that is not ours, a number of our own, and the right', async () => {
    const refusal = async (id: string, person = asker) =>
      (await person.refused(routes.askForLink, { params: { id } })).body.error.code
    expect(await refusal((await ours.addCard()).id)).toBe('link_needs_tax_number')
    expect(await refusal((await ours.addCard({ tax_kind: 'foreign', tax_number: 'DE123' })).id)).toBe(
      'link_needs_tax_number',
    )
    expect(await refusal((await cardOf(ours, NUMBERS.asker)).id)).toBe('link_to_self')
    await giveNumber(asker, null)
    const card = await cardOf(ours, NUMBERS.asked)
    expect(await refusal(card.id)).toBe('company_tax_number_missing')
    expect(await linkOf(asker, card.id)).toMatchObject({
      can: { ask: { ok: false, code: 'company_tax_number_missing' } },
    })
    await giveNumber(asker, NUMBERS.asker)
    const foreign = await cardOf(theirs, NUMBERS.asker)
    expect(await refusal(foreign.id)).toBe('counterparty_not_found')
    expect((await member.refused(routes.askForLink, { params: { id: foreign.id } })).status).toBe(403)
  })
})

describe('deciding', () => {
  it('[MU501] owners and administrators of a company with that number see who asks, and nobody else', async () => {
    const suggested = await cardOf(theirs, NUMBERS.asker)
    const card = await cardOf(ours, NUMBERS.asked)
    await ask(asker, card.id)
    const invitation = await invitationOf(asked)
    expect(invitation.from).toEqual({ title: 'Ak Gıda A.Ş.', tax_number: NUMBERS.asker, tax_office: null })
    expect(invitation.suggested.map(({ id }) => id)).toContain(suggested.id)
    expect(JSON.stringify(invitation)).not.toContain(card.id)
    expect(await bells(asked)).toContainEqual(expect.objectContaining({ title: 'Ak Gıda A.Ş. bağlantı istiyor' }))
    await invitationOf(twin)
    expect((await links(lonely)).invitations).toEqual([])
    expect((await member.refused(routes.links, {})).status).toBe(403)
    expect(await bells(member)).toEqual([])
    const stolen = await lonely.refused(routes.acceptLink, {
      params: { id: invitation.id },
      body: { new_code: 'X' },
    })
    expect(stolen).toMatchObject({ status: 404, body: { error: { code: 'link_not_found' } } })
    await asker.call(routes.endLink, { params: { id: card.id } })
    await until(
      () => links(asked),
      ({ invitations }) => invitations.length === 0,
      'the question to be taken back',
    )
    const late = await asked.refused(routes.acceptLink, { params: { id: invitation.id }, body: { new_code: 'X' } })
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'link_request_over' } } })
  })

  it('[MU502] accepting with a new card links both at once, and ends the question elsewhere', async () => {
    const card = await cardOf(ours, NUMBERS.asked)
    await ask(asker, card.id)
    const invitation = await invitationOf(asked)
    await invitationOf(twin)
    const code = `120.${card.code}`
    const params = { id: invitation.id }
    const [first, second] = await Promise.all([
      asked.refused(routes.acceptLink, { params, body: { new_code: code } }),
      asked.refused(routes.acceptLink, { params, body: { new_code: `${code}b` } }),
    ])
    expect([first.status, second.status].toSorted()).toEqual([200, 409])
    const made = (await links(asked)).linked.find(({ counterparty }) => counterparty.code.startsWith(code))!
    expect(made).toMatchObject({ company: { title: 'Ak Gıda A.Ş.' } })
    expect(await linkOf(asker, card.id)).toMatchObject({ state: 'linked', company: { title: 'Bal Toptan Ltd. Şti.' } })
    expect(
      ours.need(await asked.call(routes.getCounterparty, { params: { id: made.counterparty.id } }), 200),
    ).toMatchObject({ title: 'Ak Gıda A.Ş.', tax_kind: 'vkn', tax_number: NUMBERS.asker, can_delete: false })
    await until(
      () => links(twin),
      ({ invitations }) => invitations.length === 0,
      'the other question to end',
    )
    expect(await bells(asker)).toContainEqual(
      expect.objectContaining({ title: 'Bal Toptan Ltd. Şti. ile bağlantı kuruldu' }),
    )
    // A linked card is another company's end as well.
    const gone = await asked.refused(routes.deleteCounterparty, { params: { id: made.counterparty.id } })
    expect(gone.body.error.code).toBe('card_linked')
    expect((await asker.refused(routes.askForLink, { params: { id: card.id } })).body.error.code).toBe('card_linked')
  })

  it('[MU503] either side ends it for both, both are told, and both audits have it', async () => {
    const { card, theirCard } = await linked()
    await using wire = await openWire(test.url, asker)
    await wire.join(`company:${asker.company_id}`)
    // Both at once: the second finds it ended.
    const ends = await Promise.all([
      asked.refused(routes.endLink, { params: { id: theirCard.id } }),
      asker.refused(routes.endLink, { params: { id: card.id } }),
    ])
    expect(ends.map(({ status }) => status).every(status => status === 200 || status === 404)).toBe(true)
    expect(await linkOf(asker, card.id)).toMatchObject({ state: 'none' })
    expect(await linkOf(asked, theirCard.id)).toMatchObject({ state: 'none' })
    await wire.until('the end of the link', () =>
      wire
        .events(`company:${asker.company_id}`)
        .find(({ type, data }) => type === 'mutabakat_link' && (data as { state: string }).state === 'ended'),
    )
    for (const person of [asker, asked]) {
      expect((await bells(person)).some(({ title }) => title.endsWith('ile bağlantı bitti'))).toBe(true)
      expect(await auditOf(person)).toContain('link.ended')
    }
    expect(await auditOf(asker)).toEqual(expect.arrayContaining(['link.asked', 'link.made']))
    expect(await auditOf(asked)).toEqual(expect.arrayContaining(['link.offered', 'link.accepted']))
    expect((await asker.refused(routes.endLink, { params: { id: card.id } })).body.error.code).toBe('link_not_found')
  })
})

/** Last: the clock that it moves stays where it is. */
describe('what waits', () => {
  it('[MU500] twenty wait at once, each for fourteen days; what is over can be asked again', async () => {
    const cards = []
    for (let n = 0; n < 21; n++) cards.push(await cardOf(ours, NOBODY))
    // What was asked before counts for the minute that the route looks at.
    advance(60_000)
    for (const card of cards.slice(0, 20)) await ask(asker, card.id)
    const refused = await asker.refused(routes.askForLink, { params: { id: cards[20]!.id } })
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'link_requests_full' } } })
    advance((14 * 24 * 60 + 1) * 60_000)
    const later = await test.signIn('patron@akgida.example')
    expect(await linkOf(later, cards[0]!.id)).toMatchObject({ state: 'none', can: { ask: { ok: true } } })
    expect(await ask(later, cards[20]!.id)).toMatchObject({ state: 'asked' })
  })
})
