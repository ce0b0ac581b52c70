/** A letter came in: told in the company's room, and in the bell of whoever looks after the card, else of who lead. */
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import type { IncomingRow } from '../../contract/index.ts'
import { findIncoming, toIncomingRow } from '../../data/incoming.ts'
import { withTables } from '../../data/letters.ts'
import { localeOfCompany } from '../reader-locale.ts'
import { leadersOf, tellPeople } from '../tell-people.ts'

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
  await tellPeople(services, trx, company_id, await whoAnswers(trx, company_id, card.responsible_id), {
    kind: 'mutabakat_incoming',
    level: levelOf(row),
    link: `mutabakat/incoming/${id}`,
    params: locale => ({ ...params, result: services.t(locale, `mutabakat.mirror_told.${row.result ?? 'blank'}`) }),
  })
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
