/** A letter came in: told in the company's room, and in the bell of whoever looks after the card, else of who lead. */
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import type { IncomingRow } from '../../contract/index.ts'
import { findIncoming, toIncomingRow } from '../../data/incoming.ts'
import { withTables } from '../../data/letters.ts'
import { localeOfCompany, localeOfUser } from '../reader-locale.ts'
import { leadersOf } from '../tell-person.ts'

type Arrived = { id: string; card: { id: string; title: string; responsible_id: string | null }; channels: string[] }

/** The event names the card as we call it, and leads into our own suite. */
export const tellIncoming = async (
  services: Services,
  trx: Trx,
  company_id: string,
  { id, card, channels }: Arrived,
): Promise<void> => {
  const found = await findIncoming(withTables(trx), company_id, id)
  if (!found) throw new Error(`incoming letter ${id} vanished inside its own transaction`)
  const row = toIncomingRow(found)
  const { slug } = await trx
    .selectFrom('platform.company')
    .select('slug')
    .where('id', '=', company_id)
    .executeTakeFirstOrThrow()
  const link = `/c/${slug}/mutabakat/incoming/${id}`
  const params = { no: row.no, other: row.from.title }
  await emit(trx, {
    type: 'mutabakat_sent',
    company_id,
    user_id: 'system',
    data: {
      incoming_id: id,
      mutabakat_id: found.letter_id,
      no: row.no,
      kind: row.kind,
      version: row.version,
      period: row.balance_date,
      counterparty: { id: card.id, title: card.title },
      amount: row.balance?.amount ?? null,
      side: row.side,
      currency: row.currency,
      status: row.status,
      rev: row.rev,
      channels,
      reply_due: row.reply_due,
      link,
      message: services.t(await localeOfCompany(trx, company_id), 'mutabakat.events.mutabakat_received', params),
    },
  })
  const people = await whoAnswers(trx, company_id, card.responsible_id)
  for (const user_id of people) {
    const locale = await localeOfUser(trx, company_id, user_id)
    const said = { ...params, result: services.t(locale, `mutabakat.mirror_told.${row.result ?? 'blank'}`) }
    await services.inbox.notify(trx, {
      company_id,
      user_id,
      level: levelOf(row),
      kind: 'mutabakat_incoming',
      params: said,
      link,
      title: services.t(locale, 'mutabakat.notifications.mutabakat_incoming.title', said),
      message: services.t(locale, 'mutabakat.notifications.mutabakat_incoming.message', said),
    })
  }
}

const levelOf = ({ result }: IncomingRow) =>
  result === 'agrees' ? ('success' as const) : result === 'differs' ? ('warning' as const) : ('info' as const)

/** A responsible person who left the company answers for nothing any more. */
const whoAnswers = async (trx: Trx, company_id: string, responsible_id: string | null): Promise<string[]> => {
  const member =
    responsible_id === null
      ? undefined
      : await trx
          .selectFrom('platform.membership')
          .select('user_id')
          .where('company_id', '=', company_id)
          .where('user_id', '=', responsible_id)
          .executeTakeFirst()
  return member ? [member.user_id] : leadersOf(trx, company_id)
}
