/** Two companies on one server and what they do with each other; a third with the same number, a fourth without any to do with it. */
import { vi } from 'vitest'
import { type Incoming, type Letter, routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { vknCheckDigit } from '../../../suite/apps/mutabakat/domain/index.ts'
import { listNotificationsRoute } from '../../../suite/platform/contract/index.ts'
import { type LetterSteps, letterSteps } from '../letter-steps.ts'
import { mailsOf } from '../mails.ts'
import type { Person } from '../person.ts'
import { startTestSuite } from '../test-suite.ts'

const numberOf = (nine: string) => `${nine}${vknCheckDigit(nine)}`
export const NUMBERS = {
  asker: numberOf('480112233'),
  asked: numberOf('480445566'),
  twin: numberOf('480445566'),
  lonely: numberOf('480778899'),
}
/** Of no company here. */
export const NOBODY = numberOf('480990011')

/** Every look is asked again until it holds: jobs bring things over, and a screen hears of it by an event. */
export const until = <T>(look: () => Promise<T>, holds: (seen: T) => boolean, what: string): Promise<T> =>
  vi.waitFor(
    async () => {
      const seen = await look()
      if (!holds(seen)) throw new Error(`waited for ${what}`)
      return seen
    },
    { timeout: 20_000, interval: 25 },
  )

/** Four companies; `asked` has a member and a viewer beside its owner. */
export const openMirrorWorld = async () => {
  let ahead_ms = 0
  const test = await startTestSuite({}, { now: () => new Date(Date.now() + ahead_ms) })
  const asker = await test.addCompany('Ak Gıda A.Ş.', 'patron@akgida.example')
  const asked = await test.addCompany('Bal Toptan Ltd. Şti.', 'patron@baltoptan.example')
  const twin = await test.addCompany('Bal Perakende Ltd. Şti.', 'patron@balperakende.example')
  const lonely = await test.addCompany('Yalnız Ticaret A.Ş.', 'patron@yalniz.example')
  const giveNumber = (person: Person, vkn: string | null) =>
    test.suite.services.store.asSystem('a test gives a tax number', trx =>
      trx.updateTable('platform.company').set({ vkn }).where('id', '=', person.company_id).execute(),
    )
  for (const [who, person] of Object.entries({ asker, asked, twin, lonely }))
    await giveNumber(person, NUMBERS[who as keyof typeof NUMBERS])
  const member = await test.addMember(asked.company_id, 'muhasebe@baltoptan.example', 'member')
  const viewer = await test.addMember(asked.company_id, 'denetci@baltoptan.example', 'viewer')
  const nextMail = mailsOf(test.suite.services.mail.catcher!)
  const ours = letterSteps({ member: asker, guest: test.stranger(), nextMail })
  const theirs = letterSteps({ member: asked, guest: test.stranger(), nextMail })

  const cardOf = (steps: LetterSteps, tax_number: string) => steps.addCard({ tax_kind: 'vkn', tax_number })
  const ask = async (person: Person, id: string) =>
    ours.need(await person.call(routes.askForLink, { params: { id } }), 202)
  const linkOf = async (person: Person, id: string) =>
    ours.need(await person.call(routes.cardLink, { params: { id } }), 200)
  const links = async (person: Person) => ours.need(await person.call(routes.links, {}), 200)
  const bells = async (person: Person) =>
    (await person.call(listNotificationsRoute, { query: { limit: 50 } as never }, { company: null })).body.items

  const invitationOf = async (person: Person, title = 'Ak Gıda A.Ş.') => {
    const seen = await until(
      () => links(person),
      ({ invitations }) => invitations.some(({ from }) => from.title === title),
      'a question for a link',
    )
    return seen.invitations.find(({ from }) => from.title === title)!
  }

  /** A card on each side, linked. */
  const linked = async () => {
    const card = await cardOf(ours, NUMBERS.asked)
    await ask(asker, card.id)
    const invitation = await invitationOf(asked)
    const theirCard = await cardOf(theirs, NUMBERS.asker)
    ours.need(
      await asked.call(routes.acceptLink, { params: { id: invitation.id }, body: { counterparty_id: theirCard.id } }),
      200,
    )
    return { card, theirCard }
  }

  const incomingOf = async (person: Person, letter: Letter): Promise<Incoming> => {
    const list = async () =>
      ours.need(await person.call(routes.listIncoming, { query: { q: letter.no } as never }), 200).items
    const [row] = await until(list, items => items.length > 0, 'an incoming letter')
    return ours.need(await person.call(routes.getIncoming, { params: { id: row!.id } }), 200)
  }
  const again = async (person: Person, { id }: { id: string }) =>
    ours.need(await person.call(routes.getIncoming, { params: { id } }), 200)
  const answer = (person: Person, { id }: { id: string }, body: Record<string, unknown>) =>
    person.refused(routes.answerIncoming, { params: { id }, body: body as never })

  const sendTo = async (card: { id: string }, given: Record<string, unknown> = {}) => {
    const letter = await ours.draft({ counterparty_id: card.id, ...given })
    const { token } = await ours.send(letter)
    return { letter, token }
  }
  const auditOf = async (person: Person) =>
    (
      await test.suite.services.store.inCompany(person.company_id, trx =>
        trx.selectFrom('platform.audit').select(['action', 'actor']).orderBy('at').execute(),
      )
    ).map(({ action }) => action)
  const advance = (ms: number) => {
    ahead_ms += ms
  }
  return {
    ...{ test, asker, asked, twin, lonely, member, viewer, ours, theirs, advance, giveNumber, cardOf, ask, linkOf },
    ...{ links, bells, invitationOf, linked, incomingOf, again, answer, sendTo, auditOf },
  }
}
