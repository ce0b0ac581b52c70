/** The comparison of one letter as the members of its company see it. */
import { useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { isMissing } from '../../../../web/api/api-error.ts'
import { NotFoundPage } from '../../../../web/kit/not-found-page.tsx'
import { PageBack } from '../../../../web/kit/page-back.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { WhoIsHere } from '../../../../web/kit/presence-avatars.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { roomOf, useLetter } from '../letters/live-letters.ts'
import { useMemberSource } from './comparison-source.ts'
import { ComparisonView } from './comparison-view.tsx'
import { useCompanyOf } from './use-company-of.ts'

const ComparisonPage = () => {
  const t = useTranslations('mutabakat')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  const source = useMemberSource(id)
  const { data: letter, error } = useLetter(id)
  const companyOf = useCompanyOf(letter?.counterparty.title)
  if (!letter && isMissing(error)) return <NotFoundPage />
  return (
    <>
      <PageBack
        to={companyPath(slug, `mutabakat/letters/${id}`)}
        label={letter?.no ?? t('comparison.back')}
        beside={<WhoIsHere room={roomOf(id)} companyOf={companyOf} />}
      />
      <PageHeader title={t('comparison.title')} description={letter?.counterparty.title} />
      <ComparisonView source={source} />
    </>
  )
}

export default ComparisonPage
