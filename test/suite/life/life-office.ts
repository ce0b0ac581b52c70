/** A company with its people and its letters, over real routes and a real database; no mail goes out, states are set. */
import { sql } from 'kysely'
import { mutabakat } from '../../../suite/apps/mutabakat/app.ts'
import type { Letter, LetterInput, LetterStatus, SettingsAnswer } from '../../../suite/apps/mutabakat/contract/index.ts'
import { withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { createTestHttp, type TestHttp } from '../../../suite/platform/app/testing/index.ts'
import type { Role } from '../../../suite/platform/contract/index.ts'
import type { AuthTables } from '../../../suite/platform/identity/index.ts'
import type { SmsProvider } from '../../../suite/platform/notify/index.ts'

type TestPerson = Awaited<ReturnType<TestHttp['addPerson']>>
export type Called = Awaited<ReturnType<TestPerson['call']>>

/** `sms`: what carries SMS; without it they are not connected. */
export const openLifeOffice = async ({ sms }: { sms?: SmsProvider } = {}) => {
  const test = await createTestHttp({ applications: [mutabakat], ...(sms && { sms }) })
  const company = await test.addCompany()
  const person = (role: Role) => test.addPerson({ company: company.id, role })
  const [manager, member, viewer] = [await person('manager'), await person('member'), await person('viewer')]
  const { owner } = company
  let cards = 0

  const need = <T>(answer: Called, status: number): T => {
    if (answer.status === status) return answer.json as T
    throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`)
  }
  const addCard = async (given: Record<string, unknown> = {}): Promise<{ id: string; code: string }> => {
    const code = `120.${String(++cards).padStart(4, '0')}`
    const body = { code, title: `Cari ${code} A.Ş.`, email: `muhasebe@cari-${cards}.example`, ...given }
    return need(await member.call('POST', '/api/counterparties', { body }), 201)
  }
  const draft = async (given: Partial<LetterInput> = {}, by: TestPerson = member): Promise<Letter> => {
    const body = {
      counterparty_id: given.counterparty_id ?? (await addCard()).id,
      balance_date: '2026-09-30',
      balance: { amount: '1250.40', currency: 'TRY' },
      side: 'B',
      ...given,
    }
    return need(await by.call('POST', '/api/mutabakat', { body }), 201)
  }
  const act = (by: TestPerson, letter: { id: string }, action: string, body?: unknown, rev?: number): Promise<Called> =>
    by.call('POST', `/api/mutabakat/${letter.id}/${action}`, {
      ...(body === undefined ? {} : { body }),
      ...(rev === undefined ? {} : { headers: { 'if-match': `"${rev}"` } }),
    })
  const find = async (id: string, by: TestPerson = member): Promise<Letter> =>
    need(await by.call('GET', `/api/mutabakat/${id}`), 200)
  const system = <T>(fn: Parameters<TestHttp['store']['asSystem']>[1]) =>
    test.store.asSystem('a test of the life of a letter', fn) as Promise<T>

  /** As if it had gone out at `sent_at`, or had been answered. */
  const place = (
    id: string,
    status: LetterStatus,
    given: { sent_at?: Date; reply_due?: string; plan?: unknown; closed?: boolean } = {},
  ): Promise<void> =>
    system(async trx => {
      const answered = status === 'approved' || status === 'rejected' || status === 'resolved'
      const choice = answered ? (status === 'rejected' ? 'disagree' : 'agree') : null
      await withTables(trx)
        .updateTable('mutabakat.letter')
        .set({
          status,
          sent_at: given.sent_at ?? new Date(),
          reply_due: given.reply_due ?? '2099-01-01',
          delivery_state: 'sent',
          reminder_plan: JSON.stringify(given.plan ?? []),
          answer_choice: choice,
          answer_via: choice && 'portal',
          answer_name: choice && 'Ali Veli',
          answered_at: choice && new Date(),
          difference_minor: status === 'rejected' ? 12_500n : null,
        })
        .where('id', '=', id)
        .execute()
    })
  const settings = async (value: Record<string, unknown>): Promise<SettingsAnswer> =>
    need(await owner.call('PUT', '/api/mutabakat/settings', { body: value }), 200)
  const fourEyes = (amount: string) => settings({ four_eyes: { enabled: true, limits: [{ amount, currency: 'TRY' }] } })

  /** What waits to be told, oldest first; of a letter when one is named. */
  /** What was told of a letter, or of all; without that its evidence grew, which follows everything. */
  const events = (
    letter_id?: string,
  ): Promise<{ type: string; data: Record<string, unknown>; rooms: string[] | null }[]> =>
    system(async trx => {
      const rows = await trx.selectFrom('platform.outbox').selectAll().orderBy('seq').execute()
      const told = rows.filter(({ type }) => type !== 'mutabakat_evidence')
      return told.filter(row => letter_id === undefined || row.data.mutabakat_id === letter_id)
    })
  const bells = (user_id: string): Promise<{ title: string; message: string; link: string | null }[]> =>
    system(trx =>
      trx
        .selectFrom('platform.notification')
        .select(['title', 'message', 'link'])
        .where('user_id', '=', user_id)
        .orderBy('created_at')
        .execute(),
    )
  const audited = (action: string): Promise<number> =>
    system(async trx => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from platform.audit
        where company_id = ${company.id} and action = ${action}`.execute(trx)
      return rows[0]!.n
    })
  /** Moves everybody's clock to an instant; who is signed in stays so. */
  const travel = async (to: string): Promise<void> => {
    test.advance(new Date(to).getTime() - test.services.now().getTime())
    await system(trx =>
      trx
        .withTables<AuthTables>()
        .updateTable('auth.session')
        .set({ expiresAt: new Date('2199-01-01'), createdAt: new Date(to), updatedAt: new Date(to) })
        .execute(),
    )
  }

  return {
    ...{ test, services: test.services, company, owner, manager, member, viewer, person },
    ...{ need, addCard, draft, act, find, system, place, settings, fourEyes, events, bells, audited, travel },
    close: () => test.close(),
  }
}
export type LifeOffice = Awaited<ReturnType<typeof openLifeOffice>>
