/** The steps of a letter's way as people take them: a card, a draft, sending, the link, the code, the visit. */
import { randomUUID } from 'node:crypto'
import {
  type CounterpartyInput,
  type Letter,
  type LetterInput,
  type PortalAnswerInput,
  type PortalLetter,
  routes,
} from '../../suite/apps/mutabakat/contract/index.ts'
import type { NextMail, SeenMail } from './mails.ts'
import type { Answered, Person, Refused } from './person.ts'

export type Visit = { token: string; grant: string; letter: PortalLetter }

export type LetterSteps = ReturnType<typeof letterSteps>

const tokenIn = (mail: SeenMail): string => {
  const token = /\/p\/m\/([A-Za-z0-9_-]+)/.exec(mail.text)?.[1]
  if (!token) throw new Error(`no link in the mail: ${mail.text}`)
  return token
}
const codeIn = (mail: SeenMail): string => {
  // Six digits that are not those of the letter's number.
  const code = /(?<![\d-])(\d{6})(?!\d)/.exec(mail.text)?.[1]
  if (!code) throw new Error(`no code in the mail: ${mail.text}`)
  return code
}

/** `member` writes and sends; `guest` is a browser nobody is signed in to. */
export const letterSteps = (options: { member: Person; guest: Person; nextMail: NextMail }) => {
  const { member, guest, nextMail } = options

  const need = <T>(answered: Answered<T>, status: number): T => {
    if (answered.status === status) return answered.body
    throw new Error(`expected ${status}, got ${answered.status}: ${JSON.stringify(answered.body)}`)
  }
  const addCard = async (given: Partial<CounterpartyInput> = {}) => {
    const code = `120.${randomUUID().slice(0, 8)}`
    const body = { code, title: `Deneme ${code} Ltd. Şti.`, email: `muhasebe@${code.slice(4)}.example`, ...given }
    return need(await member.call(routes.createCounterparty, { body }), 201)
  }
  const draft = async (given: Partial<LetterInput> = {}, card?: Partial<CounterpartyInput>): Promise<Letter> => {
    const counterparty_id = given.counterparty_id ?? (await addCard(card)).id
    const balance = { amount: '1250.40', currency: 'TRY' } as const
    const body = { counterparty_id, balance_date: '2026-09-30', balance, side: 'B' as const, ...given }
    return need(await member.call(routes.createLetter, { body }), 201)
  }
  /** Resolves when the mail with the link is there. */
  const send = async (letter: Letter): Promise<{ token: string; mail: SeenMail }> => {
    const mail = await nextMail(letter.counterparty.email!, async () =>
      need(await member.call(routes.sendLetter, { params: { id: letter.id } }), 202),
    )
    return { token: tokenIn(mail), mail }
  }
  const askCode = async (token: string, address: string): Promise<string> =>
    codeIn(await nextMail(address, async () => need(await guest.call(routes.portalCode, { params: { token } }), 200)))

  const enter = (token: string, code: string): Promise<Answered<{ grant: string } & Refused>> =>
    guest.refused(routes.portalEnter, { params: { token }, body: { code } }) as never

  const read = (token: string, grant: string) =>
    guest.call(routes.portalLetter, { params: { token } }, { headers: { 'x-portal-grant': grant } })

  /** From the draft to the letter on the counterparty's screen. */
  const visit = async (letter: Letter): Promise<Visit> => {
    const { token } = await send(letter)
    const { grant } = need(await enter(token, await askCode(token, letter.counterparty.email!)), 200)
    return { token, grant, letter: need(await read(token, grant), 200) }
  }
  const answer = (
    { token, grant }: Visit,
    given: Partial<PortalAnswerInput> = {},
  ): Promise<Answered<PortalLetter & Refused>> =>
    guest.refused(
      routes.portalAnswer,
      {
        params: { token },
        body: { choice: 'agree', name: 'Ali Veli', ...given } as PortalAnswerInput,
      },
      { headers: { 'x-portal-grant': grant } },
    ) as never

  const find = async (id: string): Promise<Letter> => need(await member.call(routes.getLetter, { params: { id } }), 200)

  return { addCard, draft, send, askCode, enter, read, visit, answer, find, need }
}
