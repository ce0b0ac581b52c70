/** The sample company of a demonstration: two people, their letters, and how to sign in. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { addOperator, type Identity } from '#platform/identity'
import type { Trx } from '#platform/store'
import { SAMPLE_COMPANY } from './apps/mutabakat/sample/sample-companies.ts'
import { fillSample } from './apps/mutabakat/services/fill-sample.ts'

/** Printed at the start and offered on the sign-in page; there is no such account in production. */
export const SAMPLE_SIGN_IN = { email: 'gulsen@defnegida.example', password: 'nabiz-ornek-2026' }
const COLLEAGUE = { name: 'Mehmet Aydın', email: 'mehmet@defnegida.example' }

const BY = { actor: 'system' }
const SAMPLE_LOCK = 7_202_604

/** Made once for a data folder: removing the sample leaves it removed. True when the sample is there to sign in to. */
export const ensureSample = async (services: Services, identity: Identity): Promise<boolean> => {
  const find = (trx: Trx) => identity.findUser(trx, { email: SAMPLE_SIGN_IN.email })
  const known = await services.store.asSystem('is the sample there', find)
  if (known) return (await identity.listCompanies(known.id)).length > 0
  const made = await services.store.asSystem('the sample of a demonstration', async trx => {
    // Of processes that start at the same time one makes it.
    await sql`select pg_advisory_xact_lock(${SAMPLE_LOCK})`.execute(trx)
    if (await find(trx)) return null
    const owner = await identity.createUser(trx, {
      name: 'Gülşen Demir',
      email: SAMPLE_SIGN_IN.email,
      password: SAMPLE_SIGN_IN.password,
      locale: null,
    })
    const colleague = await identity.createUser(trx, { ...COLLEAGUE, password: SAMPLE_SIGN_IN.password, locale: null })
    await addOperator(trx, owner.user_id)
    const company = await identity.createCompany(
      trx,
      {
        title: SAMPLE_COMPANY.title,
        vkn: SAMPLE_COMPANY.vkn,
        tax_office: SAMPLE_COMPANY.tax_office,
        address: SAMPLE_COMPANY.address,
        time_zone: 'Europe/Istanbul',
        sample: true,
        owner_id: owner.user_id,
      },
      BY,
    )
    await identity.addMember(trx, { company_id: company.id, user_id: colleague.user_id, role: 'manager' }, BY)
    return { company_id: company.id, user_id: owner.user_id }
  })
  if (made) await fillSample(services, { ...made, name: 'Gülşen Demir' }, 'Europe/Istanbul')
  return true
}
