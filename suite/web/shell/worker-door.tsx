/** What the service worker brings to the page: a newer version to change to, and clicks on notifications of the system. */
import { useConnection } from '@nabiz/react'
import { useNavigate } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { destination } from '../format/search-params.ts'
import { Button } from '../kit/button.tsx'
import { createAppUpdate } from './app-update.ts'

export const WorkerDoor = () => {
  const navigate = useNavigate()
  useEffect(() => {
    const hear = ({ data }: MessageEvent) => {
      if (data?.type === 'nabiz_open') void navigate(destination(String(data.path)))
    }
    navigator.serviceWorker.addEventListener('message', hear)
    return () => navigator.serviceWorker.removeEventListener('message', hear)
  }, [navigate])
  useEffect(() => {
    // What cannot be told now is told at the next start.
    if (Notification.permission === 'granted')
      void import('./push-device.ts').then(({ keepPush }) => keepPush()).catch(() => {})
  }, [])
  return <UpdateNotice />
}

const UpdateNotice = () => {
  const t = useTranslations('update')
  const [update] = useState(() => createAppUpdate(navigator.serviceWorker, () => location.reload()))
  const isReady = useSyncExternalStore(update.subscribe, update.isReady)
  const { state } = useConnection()
  useEffect(() => {
    if (state === 'connected') update.check()
  }, [state, update])
  return (
    <div role="status" className="fixed start-4 bottom-4 z-30 max-w-[calc(100vw-2rem)]">
      {isReady && (
        <div className="enter-rise flex flex-wrap items-center gap-3 rounded-card border border-line bg-surface p-3 shadow-pop">
          <p className="text-sm">{t('ready')}</p>
          <Button small tone="primary" icon={RotateCw} onPress={update.apply}>
            {t('reload')}
          </Button>
        </div>
      )}
    </div>
  )
}
