/** In place of a screen whose files cannot be fetched now: it opens by itself when they can, and there is a way back. */
import { useRouter } from '@tanstack/react-router'
import { ArrowLeft, RotateCw, WifiOff } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { canReach } from '../format/out-of-reach.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'

/** A server that comes back is told by no event of the browser. */
const LOOK_EVERY_MS = 5_000

export const OutOfReachPage = () => {
  const t = useTranslations('kit')
  const router = useRouter()
  const [isTrying, setTrying] = useState(false)
  const again = useCallback(async () => {
    if (await canReach()) await router.invalidate()
  }, [router])
  useEffect(() => {
    const look = () => void again()
    const timer = setInterval(look, LOOK_EVERY_MS)
    addEventListener('online', look)
    return () => {
      clearInterval(timer)
      removeEventListener('online', look)
    }
  }, [again])
  const press = () => {
    setTrying(true)
    void again().finally(() => setTrying(false))
  }
  return (
    <div role="alert" className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        icon={WifiOff}
        title={t('offline.title')}
        action={
          <div className="flex flex-wrap justify-center gap-3">
            {router.history.canGoBack() && (
              <Button icon={ArrowLeft} onPress={() => router.history.back()}>
                {t('offline.back')}
              </Button>
            )}
            <Button tone="primary" icon={RotateCw} pending={isTrying} onPress={press}>
              {t('error.retry')}
            </Button>
          </div>
        }
      >
        {t('offline.text')}
      </EmptyState>
    </div>
  )
}
