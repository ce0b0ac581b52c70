/** Push messages: turned on and off in this browser, and the other devices that get them. */
import { BellOff, BellRing, MonitorSmartphone } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../api/api-error.ts'
import { useErrorText } from '../api/use-error-text.ts'
import { describeAgent } from '../format/describe-agent.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Card } from '../kit/card.tsx'
import { NotLoaded } from '../kit/not-loaded.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { usePush } from '../shell/push-device.ts'

type Push = ReturnType<typeof usePush>

export const PushCard = () => {
  const t = useTranslations('push')
  const push = usePush()
  const { server } = push
  return (
    <Card title={t('title')} flush>
      <p className="px-4 pb-3 text-sm text-ink-soft">{t('text')}</p>
      {server.data ? (
        <>
          <Here push={push} />
          <Devices push={push} />
        </>
      ) : (
        <NotLoaded query={server} lines={3} />
      )}
    </Card>
  )
}

const Here = ({ push: { here, on, off } }: { push: Push }) => {
  const t = useTranslations('push')
  const errorText = useErrorText()
  const error = on.error ?? off.error
  return (
    <div className="space-y-2 border-t border-line px-4 py-3">
      {here === 'unsupported' && <p className="text-sm text-ink-soft">{t('unsupported')}</p>}
      {here === 'denied' && <p className="text-sm text-wait">{t('denied')}</p>}
      {here === 'off' && (
        <Button tone="primary" icon={BellRing} pending={on.isPending} onPress={() => on.mutate()}>
          {t('on')}
        </Button>
      )}
      {here === 'on' && (
        <Button icon={BellOff} pending={off.isPending} onPress={() => off.mutate()}>
          {t('off')}
        </Button>
      )}
      {error && (
        <p role="alert" className="text-sm text-bad">
          {error instanceof ApiError ? errorText(error) : t('failed')}
        </p>
      )}
    </div>
  )
}

const Devices = ({ push: { devices, remove } }: { push: Push }) => {
  const t = useTranslations('push')
  if (devices.length === 0) return <p className="border-t border-line px-4 py-3 text-sm text-ink-soft">{t('none')}</p>
  return (
    <ul className="divide-y divide-line border-t border-line">
      {devices.map(device => {
        const name = describeAgent(device.agent) ?? t('unknownDevice')
        return (
          <li key={device.id} className="flex items-center gap-3 px-4 py-3">
            <MonitorSmartphone className="size-5 shrink-0 text-ink-soft" aria-hidden="true" />
            <div className="min-w-0 flex-1">
              <p className="truncate">{name}</p>
              <p className="text-xs text-ink-soft">
                <RelativeTime value={device.created_at} />
              </p>
            </div>
            {device.current && <Badge tone="live">{t('here')}</Badge>}
            <Button
              small
              aria-label={t('removeOf', { device: name })}
              pending={remove.isPending && remove.variables.id === device.id}
              onPress={() => remove.mutate(device)}
            >
              {t('remove')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
