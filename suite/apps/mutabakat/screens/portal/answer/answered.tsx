/** What was answered, by whom, and the papers it left: the sealed letter and the sealed answer. */

import { CircleCheck } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson, type MoneyJson } from '#platform/contract'
import { Money } from '../../../../../web/kit/money.tsx'
import { useDateTime } from '../../../../../web/kit/use-date-time.ts'
import type { Answer, PortalLetter } from '../../../contract/index.ts'
import { formatWholeMoney, isBabs } from '../../../domain/index.ts'

type Props = { letter: PortalLetter; answer: Answer; isOwn: boolean }

export const Answered = ({ letter, answer, isOwn }: Props) => {
  const t = useTranslations('mutabakat')
  const dateTime = useDateTime()
  const agreed = answer.choice === 'agree'
  const isResolved = letter.status === 'resolved'
  return (
    <section
      role="status"
      className={`rounded-card p-4 ${agreed || isResolved ? 'bg-good-soft text-good' : 'bg-wait-soft text-wait'}`}
    >
      <p className="flex items-center gap-2 font-semibold">
        <CircleCheck className="size-5 shrink-0" aria-hidden="true" />
        {isResolved ? t('status.resolved') : t(agreed ? 'portal.you_agreed' : 'portal.you_disagreed')}
      </p>
      <p className="mt-1 text-sm break-words">
        {isOwn
          ? t(agreed ? 'portal.thanks_agree' : 'portal.thanks_disagree')
          : t('portal.answered_before', {
              name: answer.name,
              date: dateTime(new Date(answer.answered_at), { dateStyle: 'medium', timeStyle: 'short' }),
            })}
      </p>
      {answer.own_count !== null && (
        <p className="mt-1 text-sm">
          {t('portal.babs.own_count')}: {answer.own_count}
        </p>
      )}
      {answer.own_balance && (
        <p className="mt-1 text-sm">
          {t(isBabs(letter.kind) ? 'portal.babs.own_amount' : 'portal.own_balance')}:{' '}
          <Amount letter={letter} value={answer.own_balance} />
        </p>
      )}
      {!agreed && (answer.difference || answer.count_difference !== null) && (
        <p className="mt-1 text-sm">
          {t('portal.difference')}:{' '}
          {answer.count_difference !== null && t('portal.babs.count', { count: answer.count_difference })}
          {answer.count_difference !== null && answer.difference && ', '}
          {answer.difference && <Amount letter={letter} value={answer.difference} />}
        </p>
      )}
      {letter.auditor && (
        <p className="mt-1 text-sm break-words">{t('portal.auditor.copied', { firm: letter.auditor.firm })}</p>
      )}
      {isResolved && <p className="mt-1 text-sm">{t('portal.resolved_text')}</p>}
    </section>
  )
}

/** Declarations know whole lira only. */
const Amount = ({ letter, value }: { letter: PortalLetter; value: MoneyJson }) => {
  const locale = useLocale()
  return isBabs(letter.kind) ? (
    <span className="tabular whitespace-nowrap">{formatWholeMoney(fromMoneyJson(value), locale)}</span>
  ) : (
    <Money value={value} />
  )
}
