/** Something could not be shown: in people's words, with a way to try again and the number support asks for. */
import { RotateCw, TriangleAlert, WifiOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../api/api-error.ts'
import { useErrorText } from '../api/use-error-text.ts'
import { Button } from './button.tsx'

export type ErrorStateProps = { error: unknown; onRetry?: (() => void) | undefined; isRetrying?: boolean }

export const ErrorState = ({ error, onRetry, isRetrying = false }: ErrorStateProps) => {
  const t = useTranslations('kit.error')
  const errorText = useErrorText()
  const known = error instanceof ApiError ? error : null
  const offline = known?.code === 'offline' || known?.code === 'network'
  const IconPart = offline ? WifiOff : TriangleAlert
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <span className="mb-1 grid size-12 place-items-center rounded-2xl bg-bad-soft text-bad">
        <IconPart className="size-6" aria-hidden="true" />
      </span>
      <p className="font-semibold">{offline ? t('offlineTitle') : t('title')}</p>
      <p className="max-w-md text-sm text-ink-soft">{errorText(error)}</p>
      {onRetry && (
        <Button className="mt-3" icon={RotateCw} pending={isRetrying} onPress={onRetry}>
          {t('retry')}
        </Button>
      )}
      {known?.requestId && (
        <p className="mt-2 text-xs text-ink-soft">
          {t('reference')} <code className="select-all">{`${known.code} · ${known.requestId}`}</code>
        </p>
      )}
    </div>
  )
}
