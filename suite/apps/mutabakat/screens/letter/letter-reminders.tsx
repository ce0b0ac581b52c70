/** The reminders that a letter was sent with, what went of them, and what somebody sent by hand. */
import { useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import type { Letter } from '../../contract/index.ts'

export const LetterReminders = ({ letter: { reminders } }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const byHand = reminders.done.filter(done => done.step === null)
  const lines = [
    ...reminders.plan.map((step, index) => ({
      key: `plan-${step.after_days}`,
      name: t('work.reminders.step', { days: step.after_days }),
      channel: step.channel,
      done: reminders.done.find(done => done.step === index) ?? null,
    })),
    ...byHand.map(done => ({
      key: done.at,
      name: done.by ? `${t('work.reminders.by_hand')}, ${done.by}` : t('work.reminders.by_hand'),
      channel: done.channel,
      done,
    })),
  ]
  return (
    <Card title={t('work.reminders.title')}>
      {lines.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('work.reminders.none')}</p>
      ) : (
        <ul className="text-sm">
          {lines.map(({ key, name, channel, done }) => (
            <li key={key} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1.5 last:border-0">
              <span className="min-w-0 flex-1">
                {name} · {t(`reminder_channel.${channel}`)}
              </span>
              <span className="text-xs text-ink-soft">
                {done ? (
                  <>
                    {t(`reminder_outcome.${done.outcome}`)} · <DateText value={done.at} form="dateTime" />
                  </>
                ) : (
                  t('work.reminders.waiting')
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
