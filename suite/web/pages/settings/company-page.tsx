/** The company's own page: what stands on its letters and mails, how people sign in, and the way from the sample. */
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { readCompanyRoute } from '#platform/contract'
import { Card } from '../../kit/card.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { RemoveSampleCard } from '../remove-sample-card.tsx'
import { CompanyForm } from './company-form.tsx'
import { PolicyCard } from './policy-card.tsx'
import { SenderCard } from './sender-card.tsx'
import { useIsAdmin } from './use-is-admin.ts'

const CompanyPage = () => {
  const t = useTranslations('settings')
  const company = useCompany()
  const call = useCompanyCall()
  const isAdmin = useIsAdmin()
  const details = useQuery({
    queryKey: [...companyKey(company), 'details'],
    queryFn: ({ signal }) => call(readCompanyRoute, {}, { signal }),
  })
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card title={t('company')}>
        <Loaded query={details} lines={6}>
          {data => <CompanyForm key={String(isAdmin)} company={data} canChange={isAdmin} />}
        </Loaded>
      </Card>
      <div className="space-y-5">
        {isAdmin && <SenderCard />}
        {isAdmin && details.data && <PolicyCard isRequired={details.data.require_second_factor} />}
        {details.data?.sample && company.role === 'owner' && <RemoveSampleCard />}
      </div>
    </div>
  )
}

export default CompanyPage
