/** How the difference ends: what each side agreed to, who books the correction and until when. */
import { CircleCheck, CircleDashed, Handshake } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import type { Comparison, Consent, StatementSide } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'
import { AgreeDialog } from './agree-dialog.tsx'
import type { ComparisonSource } from './comparison-source.ts'
import { sidesFor } from './use-side-name.ts'

/** Reasons that are worth a sentence; of the others the screen speaks anyway. */
const TOLD = ['comparison_closed', 'comparison_not_rejected', 'comparison_not_matched', 'role_too_low'] as const
type Told = (typeof TOLD)[number]
const isTold = (code: string | null): code is Told => TOLD.some(one => one === code)

export const SettlementCard = ({ source, comparison }: { source: ComparisonSource; comparison: Comparison }) => {
  const t = useTranslations('mutabakat.comparison')
  const [isAgreeing, setAgreeing] = useState(false)
  const { consent, can } = comparison
  const isSettled = consent.ours !== null && consent.theirs !== null
  const mine = consent[source.side]
  return (
    <Card title={t('settle.title')}>
      <ul className="grid gap-3 sm:grid-cols-2">
        {sidesFor(source.side).map(side => (
          <ConsentOf key={side} side={side} reader={source.side} consent={consent[side]} />
        ))}
      </ul>
      {isSettled ? (
        <p role="status" className="mt-4 rounded-lg bg-good-soft px-3 py-2 text-sm text-good">
          {t('settle.done')}
        </p>
      ) : can.agree.ok ? (
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 basis-60 text-sm text-ink-soft">{t(mine ? 'settle.waiting' : 'settle.text')}</p>
          {!mine && (
            <Button tone="primary" icon={Handshake} onPress={() => setAgreeing(true)}>
              {t('settle.agree')}
            </Button>
          )}
        </div>
      ) : (
        isTold(can.agree.code) && <p className="mt-4 text-sm text-ink-soft">{t(`cannot.${can.agree.code}`)}</p>
      )}
      {isAgreeing && <AgreeDialog source={source} comparison={comparison} onClose={() => setAgreeing(false)} />}
    </Card>
  )
}

const ConsentOf = ({
  side,
  reader,
  consent,
}: {
  side: StatementSide
  reader: StatementSide
  consent: Consent | null
}) => {
  const t = useTranslations('mutabakat.comparison')
  const locale = useLocale()
  const IconPart = consent ? CircleCheck : CircleDashed
  return (
    <li className="flex items-start gap-2 text-sm">
      <IconPart
        className={consent ? 'size-5 shrink-0 text-good' : 'size-5 shrink-0 text-ink-soft'}
        aria-hidden="true"
      />
      <div className="min-w-0">
        <p className="font-medium">{t(side === reader ? 'settle.mine' : 'settle.other')}</p>
        {consent ? (
          <>
            <p className="break-words text-ink-soft">
              {consent.by}, <DateText value={consent.at} form="dateTime" />
            </p>
            {consent.correction && (
              <p className="mt-1 break-words">
                {t('settle.promise', {
                  side: t(consent.correction.side === reader ? 'settle.mine' : 'settle.other'),
                  day: formatDay(consent.correction.until, locale),
                  note: consent.correction.note,
                })}
              </p>
            )}
          </>
        ) : (
          <p className="text-ink-soft">{t('settle.not_yet')}</p>
        )}
      </div>
    </li>
  )
}
