/** What stands where a screen broke: the rest of the frame stays usable. */
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { RotateCw, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../api/api-error.ts'
import { OutOfReach } from '../format/out-of-reach.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { OutOfReachPage } from '../kit/out-of-reach-page.tsx'

/** A chunk that is gone: the server was updated while this tab was open. Only a reload brings the new ones. */
const isOutdated = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|importing a module script|preload/i.test(error.message)

export const ErrorPage = ({ error, reset }: ErrorComponentProps) => {
  const t = useTranslations('broken')
  const router = useRouter()
  if (error instanceof ApiError) {
    const retry = () => {
      reset()
      void router.invalidate()
    }
    return <ErrorState error={error} onRetry={retry} />
  }
  if (error instanceof OutOfReach) return <OutOfReachPage />
  const outdated = isOutdated(error)
  return (
    <div role="alert" className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        icon={TriangleAlert}
        title={outdated ? t('outdated') : t('title')}
        action={
          <Button tone="primary" icon={RotateCw} onPress={() => location.reload()}>
            {t('reload')}
          </Button>
        }
      >
        {outdated ? t('outdatedText') : t('text')}
      </EmptyState>
    </div>
  )
}
