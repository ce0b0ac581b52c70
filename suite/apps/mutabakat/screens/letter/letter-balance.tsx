/** The balance a letter is about, what it means in words, and the terms it was sent under. */
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson } from '#platform/contract'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { Letter } from '../../contract/index.ts'
import { amountInWords, formatDay, isBabs } from '../../domain/index.ts'
import { useMonthText } from '../babs/month-field.tsx'
import { Facts } from '../facts.tsx'
import { LetterMoney } from '../letter-money.tsx'
import { BalanceMeaning } from './letter-figures.tsx'

export const LetterBalance = ({ letter }: { letter: Letter }) => {
  const words = useTranslations('mutabakat')
  const t = useTranslations('mutabakat.work.letter')
  const locale = useLocale()
  const { slug } = useCompany()
  const monthText = useMonthText()
  return (
    <Card title={words('letter.sections.balance')}>
      <p className="text-sm text-ink-soft">
        {isBabs(letter.kind)
          ? words('kinds.letter.of_month', {
              month: monthText(letter.balance_date.slice(0, 7)),
              form: words(`letter_kind.${letter.kind}`),
            })
          : words('letter.balance_on', { date: formatDay(letter.balance_date, locale) })}
      </p>
      <p className="mt-1 text-3xl font-bold tracking-tight">
        <LetterMoney kind={letter.kind} value={letter.balance} />
      </p>
      <BalanceMeaning letter={letter} />
      <p className="mt-1 text-sm text-ink-soft">{amountInWords(fromMoneyJson(letter.balance), locale)}</p>
      {letter.note && <p className="mt-3 whitespace-pre-line text-sm">{letter.note}</p>}
      {letter.asked_until && (
        <p className="mt-3 text-sm text-wait">
          {t('asked_until', { by: letter.asked_until.by, day: formatDay(letter.asked_until.day, locale) })}
        </p>
      )}
      {letter.cancel_reason && <p className="mt-3 text-sm">{`${t('cancel_reason')}: ${letter.cancel_reason}`}</p>}
      {letter.decided && letter.status !== 'pending_approval' && (
        <p className="mt-3 text-sm text-ink-soft">
          {letter.status === 'draft'
            ? t('sent_back_by', { name: letter.decided.name, note: letter.decided.note ?? '' })
            : t('decided_by', { name: letter.decided.name })}
        </p>
      )}
      <div className="mt-4">
        <Facts
          facts={[
            [words('kinds.letter.kind'), words(`letter_kind.${letter.kind}`)],
            ...(letter.documents
              ? ([[words('kinds.letter.scope'), words(`kinds.form.scopes.${letter.documents.scope}`)]] as const)
              : []),
            [words('letter.reply_due'), <DateText key="due" value={letter.reply_due} />],
            [words('letter.sent_by'), letter.sender?.name],
            [t('responsible'), letter.responsible?.name],
            [t('style'), words(`style.${letter.style}`)],
            ...(letter.rate
              ? ([[words('kinds.letter.rate'), letter.rate.replace('.', locale === 'en' ? '.' : ',')]] as const)
              : []),
            ...(letter.balance.currency !== 'TRY' && letter.try_balance
              ? ([[t('in_lira'), <Money key="lira" value={letter.try_balance} />]] as const)
              : []),
            ...(letter.batch_id
              ? ([
                  [
                    t('batch'),
                    <Link
                      key="batch"
                      to={companyPath(slug, `mutabakat/batches/${letter.batch_id}`)}
                      className="text-accent underline"
                    >
                      {t('open_batch')}
                    </Link>,
                  ],
                ] as const)
              : []),
            [words('letter.link_expires'), <DateText key="link" value={letter.link_expires_at} />],
          ]}
        />
      </div>
    </Card>
  )
}
