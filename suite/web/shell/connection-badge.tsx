/** Green and live with its latency, or red with why, since when, and what happens next. */
import { useClient, useConnection } from '@nabiz/react'
import { RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '../kit/button.tsx'
import { classes } from '../kit/classes.ts'
import { DateText } from '../kit/date-text.tsx'
import { popoverClasses } from '../kit/field.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { type ConnectionView, connectionView } from './connection-view.ts'

export const ConnectionBadge = () => {
  const status = useConnection()
  const client = useClient()
  return <ConnectionBadgeView view={connectionView(status)} onRetry={() => client.retry()} />
}

const LOOKS = {
  live: 'bg-accent-soft text-accent',
  starting: 'bg-sunken text-ink-soft',
  lost: 'bg-bad-soft text-bad',
} as const

export const ConnectionBadgeView = ({ view, onRetry }: { view: ConnectionView; onRetry: () => void }) => {
  const t = useTranslations('connection')
  const format = useFormatter()
  return (
    <DialogTrigger>
      {/* Said once when it changes; the latency beside it is not. */}
      <span role="status" className="sr-only">
        {t(view.kind)}
      </span>
      <AriaButton
        className={classes(
          'inline-flex h-7 items-center gap-2 rounded-full px-3 text-xs font-semibold whitespace-nowrap',
          LOOKS[view.kind],
        )}
      >
        <span
          aria-hidden="true"
          className={classes(
            'size-2 rounded-full',
            view.kind === 'live' ? 'bg-pulse' : 'bg-current',
            view.kind === 'starting' && 'breathing',
          )}
        />
        {t(view.kind)}
        {view.kind === 'live' && view.latency_ms !== null && (
          <span className="tabular hidden font-normal text-ink-soft sm:inline">
            {t('latency', { ms: format.number(Math.round(view.latency_ms)) })}
          </span>
        )}
      </AriaButton>
      <Popover placement="bottom start" className={classes(popoverClasses, 'w-80 max-w-[calc(100vw-2rem)]')}>
        <Dialog aria-label={t('title')} className="space-y-2 p-4 text-sm outline-none">
          <Explanation view={view} onRetry={onRetry} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

const Explanation = ({ view, onRetry }: { view: ConnectionView; onRetry: () => void }) => {
  const t = useTranslations('connection')
  if (view.kind === 'live') return <p>{t('liveText')}</p>
  if (view.kind === 'starting') return <p>{t('startingText')}</p>
  const reason = `reason.${view.reason}`
  return (
    <>
      <p className="font-semibold">{t('lost')}</p>
      <p>{t.has(reason as never) ? t(reason as never) : t('reason.other')}</p>
      <p className="text-ink-soft">
        {t.rich('since', {
          time: () => <DateText value={view.since} form="time" />,
          ago: () => <RelativeTime value={view.since} />,
        })}
      </p>
      <p className="text-ink-soft">{t('meanwhile')}</p>
      <div className="flex items-center justify-between gap-3 pt-1">
        <p className="tabular text-ink-soft">
          {view.isTrying ? t('trying') : view.next_attempt_at !== null && <Countdown to={view.next_attempt_at} />}
        </p>
        <Button small icon={RotateCw} pending={view.isTrying} onPress={onRetry}>
          {t('retry')}
        </Button>
      </div>
    </>
  )
}

/** Ticks only while somebody looks at it. */
const Countdown = ({ to }: { to: number }) => {
  const t = useTranslations('connection')
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return t('next', { seconds: Math.max(0, Math.ceil((to - now) / 1000)) })
}
