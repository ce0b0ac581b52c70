/** The ways a link may have ended, each with what to do next. */
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../../web/api/api-error.ts'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'

const ENDED = {
  link_invalid: 'invalid',
  link_expired: 'expired',
  link_cancelled: 'withdrawn',
  link_passed_on: 'passed',
} as const
type EndedCode = keyof typeof ENDED

export const isEnded = (error: unknown): error is ApiError & { code: EndedCode } =>
  error instanceof ApiError && Object.hasOwn(ENDED, error.code)

export const Ended = ({ error, onRetry, isRetrying }: { error: Error; onRetry: () => void; isRetrying: boolean }) => {
  const t = useTranslations('mutabakat.portal')
  if (!isEnded(error)) return <ErrorState error={error} onRetry={onRetry} isRetrying={isRetrying} />
  const way = ENDED[error.code]
  return <EmptyState title={t(`${way}_title`)}>{t(`${way}_text`)}</EmptyState>
}
