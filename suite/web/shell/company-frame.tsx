/** The company named in the address: known to every screen below, remembered for the next visit. */
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { NotFoundPage } from '../kit/not-found-page.tsx'
import { CompanyProvider } from '../session/company.tsx'
import { CompanyWatch } from '../session/company-watch.tsx'
import { rememberCompany } from '../session/last-company.ts'
import { useMe } from '../session/me.ts'
import { AppLayout } from './app-layout.tsx'

export const CompanyFrame = () => {
  const { company: slug }: { company?: string } = useParams({ strict: false })
  const { companies } = useMe()
  const company = companies.find(one => one.slug === slug)
  const found = company?.slug
  useEffect(() => {
    if (found) rememberCompany(found)
  }, [found])
  if (!company) return <NotFoundPage />
  return (
    <CompanyProvider value={company} key={company.id}>
      <CompanyWatch />
      <AppLayout />
    </CompanyProvider>
  )
}
