/** The company's first screen: leads into the first application; without any it says what there is. */
import { Navigate } from '@tanstack/react-router'
import { LayoutGrid } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../kit/empty-state.tsx'
import { useApplications } from '../session/applications.ts'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'

export const HomePage = () => {
  const t = useTranslations('home')
  const { slug } = useCompany()
  const [first] = useApplications()
  if (first) return <Navigate to={companyPath(slug, `${first.path}/${first.nav[0]?.to ?? ''}`)} replace />
  return (
    <EmptyState icon={LayoutGrid} title={t('title')}>
      {t('text')}
    </EmptyState>
  )
}
