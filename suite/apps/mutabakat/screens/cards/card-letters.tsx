/** What became of the letters to one counterparty. */
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { isBabs } from '../../domain/index.ts'
import { LetterMoney } from '../letter-money.tsx'
import { LetterState } from '../letters/letter-state.tsx'
import { MedianTime } from '../reports/median-time.tsx'
import { SideMark } from '../side-mark.tsx'
import { useCardReport } from './use-cards.ts'

export const CardLetters = ({ id }: { id: string }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const company = useCompany()
  const report = useCardReport(id)
  return (
    <Card flush title={t('letters.title')}>
      <Loaded query={report} lines={4}>
        {({ total, letters }) =>
          letters.length === 0 ? (
            <EmptyState title={t('cards.no_letters')} />
          ) : (
            <>
              <p className="flex flex-wrap gap-x-5 gap-y-1 px-4 pb-3 text-sm text-ink-soft">
                <span>{t('reports.answered_of', { answered: total.answered, sent: total.sent })}</span>
                <span>{format.number(total.reply_percent / 100, { style: 'percent', maximumFractionDigits: 1 })}</span>
                <MedianTime hours={total.median_hours} />
              </p>
              <ul>
                {letters.map(letter => (
                  <li key={letter.id} className="border-t border-line">
                    <Link
                      to={companyPath(company.slug, `mutabakat/letters/${letter.id}`)}
                      className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2.5 text-sm hover:bg-sunken"
                    >
                      <span className="font-medium whitespace-nowrap">{letter.no}</span>
                      <DateText value={letter.balance_date} className="text-ink-soft" />
                      <span className="flex-1" />
                      {letter.difference && (
                        <span className="text-xs text-bad">
                          {t('reports.difference')} <LetterMoney kind={letter.kind} value={letter.difference} />
                        </span>
                      )}
                      <span>
                        <LetterMoney kind={letter.kind} value={letter.balance} />{' '}
                        {/* The side of a declaration is its form's own. */}
                        {!isBabs(letter.kind) && <SideMark side={letter.side} />}
                      </span>
                      <LetterState letter={{ status: letter.status, delivery: null }} />
                    </Link>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Card>
  )
}
