/** Two companies full of data in one server, and every route there is: what the sweeps walk over. */
import { applications } from '../../../suite/applications.ts'
import { fillSample } from '../../../suite/apps/mutabakat/services/sample/fill-sample.ts'
import { platformRoutes } from '../../../suite/platform/app/platform-routes/index.ts'
import { createTestHttp, type TestHttp, type TestPerson } from '../../../suite/platform/app/testing/index.ts'
import { ROLES, type Role, type RouteContract } from '../../../suite/platform/contract/index.ts'
import { idsByTable, rowsOfCompany } from './company-rows.ts'

/** Stands in the names of company B's people and records, and nowhere else. */
export const CANARY = 'Kanarya'

export type FilledCompany = {
  id: string
  slug: string
  owner: TestPerson
  /** One id of each table that has rows of the company. */
  ids: ReadonlyMap<string, string>
}

export type TwoCompanies = {
  world: TestHttp
  /** Who calls: company A, by role. */
  ours: FilledCompany & { people: Record<Role, TestPerson> }
  /** Whose things are named: company B. */
  theirs: FilledCompany
  contracts: readonly RouteContract[]
  /** Calls as from a new address each time, so that no rate is met. */
  call(
    who: TestPerson,
    method: string,
    url: string,
    options?: Parameters<TestPerson['call']>[2],
  ): ReturnType<TestPerson['call']>
}

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n')

/** A form with one small file. */
export const aForm = (): { payload: Buffer; headers: Record<string, string> } => {
  const head = '--cut\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf'
  const payload = Buffer.concat([Buffer.from(`${head}\r\n\r\n`), PDF, Buffer.from('\r\n--cut--\r\n')])
  return { payload, headers: { 'content-type': 'multipart/form-data; boundary=cut' } }
}

export const openTwoCompanies = async (): Promise<TwoCompanies> => {
  const world = await createTestHttp({ applications, config: { trustedProxies: 1 } })
  let calls = 0
  const call: TwoCompanies['call'] = (who, method, url, options = {}) => {
    calls += 1
    const address = `10.${calls >> 16}.${(calls >> 8) & 255}.${calls & 255}`
    return who.call(method, url, { ...options, headers: { 'x-forwarded-for': address, ...options.headers } })
  }

  const fill = async (title: string, name: string): Promise<FilledCompany> => {
    const { id, slug, owner } = await world.addCompany(title)
    await fillSample(world.services, { company_id: id, user_id: owner.id, name }, 'Europe/Istanbul')
    await world.store.inCompany(id, trx =>
      trx
        .insertInto('platform.notification')
        .values({
          ...{ id: world.services.id(), company_id: id, user_id: owner.id, level: 'info', kind: 'k' },
          ...{ title: name, message: name, created_at: world.services.now() },
        })
        .execute(),
    )
    const did = await Promise.all([
      call(owner, 'POST', '/api/invitations', { body: { email: `${slug}@davet.example`, role: 'viewer' } }),
      call(owner, 'POST', '/api/audit/export', { body: { format: 'csv' } }),
      call(owner, 'POST', '/api/data-subjects/export', {
        body: { person: { email: `${slug}@kisi.example` }, format: 'json' },
      }),
      call(owner, 'POST', '/api/files', aForm()),
    ])
    for (const { status, text } of did)
      if (status >= 300) throw new Error(`filling ${title} answered ${status}: ${text}`)
    return { id, slug, owner, ids: idsByTable(await rowsOfCompany(world.store, id)) }
  }

  const theirs = await fill(`${CANARY} Ticaret A.Ş.`, `${CANARY} Kişi`)
  const own = await fill('Bizim Ticaret A.Ş.', 'Bizim Kişi')
  const people = { owner: own.owner } as Record<Role, TestPerson>
  for (const role of ROLES) if (role !== 'owner') people[role] = await world.addPerson({ company: own.id, role })

  const config = { production: false, publicUrl: world.services.publicUrl, distDir: null, demo: null }
  const { identity, services } = world
  const routes = [
    ...platformRoutes({ applications, identity, services, config, document: () => ({}) }),
    ...applications.flatMap(application => application.routes),
  ]
  return { world, ours: { ...own, people }, theirs, contracts: routes.map(({ contract }) => contract), call }
}
