/** A failure in the reader's words. The server speaks their language already; only what happened here is said here. */
import { useTranslations } from 'use-intl'
import { ApiError } from './api-error.ts'

export const useErrorText = () => {
  const t = useTranslations('failure')
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return t('unexpected')
    if (error.code === 'offline') return t('offline')
    if (error.code === 'network') return t('network')
    if (error.code === 'bad_answer') return t('bad_answer', { status: String(error.status) })
    return error.message
  }
}
