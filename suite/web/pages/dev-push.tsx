/** One push message of the demonstration: its line in the mailbox, and all that it carries. */
import { Bell } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { DevPush } from '#platform/contract'
import { Badge, type Tone } from '../kit/badge.tsx'

const TONES: Record<DevPush['outcome'], Tone> = { sent: 'good', gone: 'neutral', failed: 'bad' }

export const PushOutcome = ({ push }: { push: DevPush }) => {
  const t = useTranslations('devMail')
  return <Badge tone={TONES[push.outcome]}>{t(`outcome.${push.outcome}`)}</Badge>
}

export const PushLine = ({ push }: { push: DevPush }) => {
  const t = useTranslations('devMail')
  return (
    <span className="flex items-center gap-2">
      <Bell aria-hidden className="size-4 shrink-0 text-ink-soft" />
      <span className="min-w-0 flex-1 truncate font-medium">
        {t('push')}: {push.payload.kind}
      </span>
      <PushOutcome push={push} />
    </span>
  )
}

export const PushMessage = ({ push }: { push: DevPush }) => {
  const t = useTranslations('devMail')
  const { kind, link } = push.payload
  return (
    <article className="flex min-w-0 flex-1 flex-col gap-3 p-4">
      <header>
        <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold">
          {t('push')} <PushOutcome push={push} />
        </h2>
        <p className="text-sm text-ink-soft">{t('pushTo', { to: push.to })}</p>
      </header>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 rounded-card border border-line bg-surface p-4">
        <Fact name={t('kind')}>{kind}</Fact>
        <Fact name={t('link')}>{link ?? t('noLink')}</Fact>
        <Fact name={t('host')}>{push.host}</Fact>
      </dl>
      <p className="text-sm text-ink-soft">{t('pushText')}</p>
    </article>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-soft">{name}</dt>
    <dd className="min-w-0 break-all">{children}</dd>
  </>
)
