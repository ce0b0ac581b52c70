/** An address nobody lives at, or a record that is not there for this reader. */
import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { buttonClasses } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { usePageTitle } from './use-page-title.ts'

export const NotFoundPage = () => {
  const t = useTranslations('notFound')
  usePageTitle(t('title'))
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        icon={Compass}
        isScreen
        title={t('title')}
        action={
          <Link to="/" className={buttonClasses('primary')}>
            {t('home')}
          </Link>
        }
      >
        {t('text')}
      </EmptyState>
    </div>
  )
}
