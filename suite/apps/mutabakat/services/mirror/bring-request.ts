/** The job of a question for a link: brings it to whoever has the tax number, and takes it back when it is over. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import { tellLink } from './tell-link.ts'

type Input = { company_id: string; request_id: string }

const findRequest = (services: Services, { company_id, request_id }: Input) =>
  services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.link_request as request')
      .innerJoin('platform.company as company', 'company.id', 'request.company_id')
      .selectAll('request')
      .select(['company.title', 'company.vkn', 'company.tax_office'])
      .where('request.company_id', '=', company_id)
      .where('request.id', '=', request_id)
      .executeTakeFirst(),
  )

type Request = NonNullable<Awaited<ReturnType<typeof findRequest>>>

/** Safe to run again: a company that has the question is not asked twice. */
export const bringRequest = async (services: Services, input: Input): Promise<void> => {
  const request = await findRequest(services, input)
  if (!request) return
  if (request.state !== 'open') return takeBack(services, request)
  const found = await services.store.asSystem('whom a question for a link is for', trx =>
    trx
      .selectFrom('platform.company')
      .select('id')
      .where('vkn', '=', request.tax_number)
      .where('id', '!=', request.company_id)
      .execute(),
  )
  const ids = found.map(({ id }) => id)
  await services.store.acrossCompanies([request.company_id, ...ids], async enter => {
    const open = await enter(request.company_id, async trx => {
      const { state } = await withTables(trx)
        .updateTable('mutabakat.link_request')
        .set({ asked_company_ids: ids })
        .where('company_id', '=', request.company_id)
        .where('id', '=', request.id)
        .returning('state')
        .executeTakeFirstOrThrow()
      return state === 'open'
    })
    if (open) for (const company_id of ids) await enter(company_id, trx => invite(services, trx, company_id, request))
  })
}

const invite = async (services: Services, trx: Trx, company_id: string, request: Request): Promise<void> => {
  const id = services.id()
  const made = await withTables(trx)
    .insertInto('mutabakat.link_invitation')
    .values({
      id,
      company_id,
      request_id: request.id,
      from_company_id: request.company_id,
      from_title: request.title,
      from_tax_number: request.vkn ?? '',
      from_tax_office: request.tax_office,
      asked_at: request.asked_at,
      expires_at: request.expires_at,
      state: 'open',
      decided_by: null,
    })
    .onConflict(conflict => conflict.columns(['company_id', 'request_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return
  await services.audit(trx, {
    company_id,
    actor: 'system',
    action: 'link.offered',
    object: { type: 'link', id },
    new: { from: request.title, tax_number: request.vkn },
  })
  const news = { state: 'asked', counterparty_id: null, other: request.title, bell: true } as const
  await tellLink(services, trx, { company_id, user_id: 'system' }, news)
}

/** Withdrawn, or accepted by another company with the number: whoever has not decided has nothing to decide any more. */
const takeBack = (services: Services, request: Request): Promise<void> =>
  services.store.acrossCompanies(request.asked_company_ids, async enter => {
    for (const company_id of request.asked_company_ids)
      await enter(company_id, async trx => {
        const taken = await withTables(trx)
          .updateTable('mutabakat.link_invitation')
          .set({ state: 'withdrawn' })
          .where('company_id', '=', company_id)
          .where('request_id', '=', request.id)
          .where('state', '=', 'open')
          .returning('id')
          .executeTakeFirst()
        const news = { state: 'ended', counterparty_id: null, other: request.title, bell: false } as const
        if (taken) await tellLink(services, trx, { company_id, user_id: 'system' }, news)
      })
  })
