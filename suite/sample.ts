/** The sample of a demonstration: a company of two people, the company it is linked with, and how to sign in to either. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { SampleSignIn } from '#platform/contract'
import { addOperator, type Identity } from '#platform/identity'
import type { Trx } from '#platform/store'
import { SAMPLE_COMPANY, SAMPLE_PARTNER } from './apps/mutabakat/sample/sample-companies.ts'
import { fillSample } from './apps/mutabakat/services/sample/fill-sample.ts'

/** Printed at the start and offered on the sign-in page; there is no such account in production. */
export const SAMPLE_SIGN_IN: SampleSignIn = {
  email: 'gulsen@defnegida.example',
  password: 'nabiz-ornek-2026',
  partner: { email: 'asli@bereket.example', company: SAMPLE_PARTNER.title },
}
const OWNER = 'Gülşen Demir'
const TIME_ZONE = 'Europe/Istanbul'
const COLLEAGUE = { name: 'Mehmet Aydın', email: 'mehmet@defnegida.example' }

const BY = { actor: 'system' }
const SAMPLE_LOCK = 7_202_604

/**
 * Made once for a data folder: removing the sample leaves it removed. `bare`: no job goes on with it afterwards. True when
 * the sample is there to sign in to.
 */
export const ensureSample = async (
  services: Services,
  identity: Identity,
  extent: 'whole' | 'bare',
): Promise<boolean> => {
  const find = (trx: Trx) => identity.findUser(trx, { email: SAMPLE_SIGN_IN.email })
  const known = await services.store.asSystem('is the sample there', find)
  if (known) return (await identity.listCompanies(known.id)).length > 0
  const made = await services.store.asSystem('the sample of a demonstration', async trx => {
    // Of processes that start at the same time one makes it.
    await sql`select pg_advisory_xact_lock(${SAMPLE_LOCK})`.execute(trx)
    if (await find(trx)) return null
    const { email, password } = SAMPLE_SIGN_IN
    const addUser = (person: { name: string; email: string }) =>
      identity.createUser(trx, { ...person, password, locale: null })
    const owner = await addUser({ name: OWNER, email })
    const colleague = await addUser(COLLEAGUE)
    const partner = await addUser({ name: SAMPLE_PARTNER.contact_name, email: SAMPLE_SIGN_IN.partner.email })
    await addOperator(trx, owner.user_id)
    const company = await identity.createCompany(trx, companyOf(SAMPLE_COMPANY, owner.user_id), BY)
    const other = await identity.createCompany(trx, companyOf(SAMPLE_PARTNER, partner.user_id), BY)
    await identity.addMember(trx, { company_id: company.id, user_id: colleague.user_id, role: 'manager' }, BY)
    return {
      sample: { company_id: company.id, user_id: owner.user_id, name: OWNER },
      partner: { company_id: other.id, user_id: partner.user_id, name: SAMPLE_PARTNER.contact_name },
    }
  })
  if (made) await fillSample(services, made.sample, TIME_ZONE, extent === 'whole' ? made.partner : undefined)
  return true
}

type CompanyData = { title: string; vkn: string; tax_office: string; address: string }

const companyOf = ({ title, vkn, tax_office, address }: CompanyData, owner_id: string) => ({
  ...{ title, vkn, tax_office, address, owner_id },
  time_zone: TIME_ZONE,
  sample: true,
})
