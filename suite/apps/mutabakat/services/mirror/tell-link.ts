/** Says in one company that a link was asked for, made or ended: in its room, its audit and its leaders' bells. */
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import type { LinkChange } from '../../contract/index.ts'
import { notifyLeaders } from '../notify-leaders.ts'
import { localeOfCompany } from '../reader-locale.ts'

export type LinkNews = {
  state: LinkChange
  /** Our card; null while it is a question. */
  counterparty_id: string | null
  /** The other company, as this one may call it. */
  other: string
  /** Null: nobody's bell rings, since somebody of this company did it. */
  bell: boolean
}

export const tellLink = async (
  services: Services,
  trx: Trx,
  actor: { company_id: string; user_id: string },
  { state, counterparty_id, other, bell }: LinkNews,
): Promise<void> => {
  const { company_id } = actor
  const kind = `mutabakat_link_${state}`
  await emit(trx, {
    type: 'mutabakat_link',
    company_id,
    user_id: actor.user_id,
    data: {
      counterparty_id,
      state,
      message: services.t(await localeOfCompany(trx, company_id), `mutabakat.events.${kind}`, { other }),
    },
  })
  if (!bell) return
  await notifyLeaders(services, trx, company_id, {
    kind,
    level: state === 'ended' ? 'warning' : 'info',
    link: counterparty_id === null ? 'mutabakat/links' : `mutabakat/counterparties/${counterparty_id}`,
    params: () => ({ other }),
  })
}
