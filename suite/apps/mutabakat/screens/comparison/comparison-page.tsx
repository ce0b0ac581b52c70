/** The comparison of one letter as the members of its company see it. */
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isMissing } from '../../../../web/api/api-error.ts'
import { NotFoundPage } from '../../../../web/kit/not-found-page.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { WhoIsHere } from '../../../../web/kit/presence-avatars.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { roomOf, useLetter } from '../live-letters.ts'
import { useMemberSource } from './comparison-source.ts'
import { ComparisonView } from './comparison-view.tsx'

const ComparisonPage = () => {
  const t = useTranslations('mutabakat')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  const source = useMemberSource(id)
  const { data: letter, error } = useLetter(id)
  if (!letter && isMissing(error)) return <NotFoundPage />
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <Link
          to={companyPath(slug, `mutabakat/letters/${id}`)}
          className="mb-3 inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink"
        >
          <ArrowLeft className="size-4" aria-hidden="true" />
          {letter?.no ?? t('comparison.back')}
        </Link>
        <WhoIsHere room={roomOf(id)} />
      </div>
      <PageHeader title={t('comparison.title')} description={letter?.counterparty.title} />
      <ComparisonView source={source} />
    </>
  )
}

export default ComparisonPage
