/** Every open letter of the company to this address: one code opens them all, one tap leads from one to the next. */
import { useNavigate } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useLocale, useTranslations } from 'use-intl'
import { formatDay, formatMonth, isBabs } from '../../domain/index.ts'
import { LetterMoney } from '../letter-money.tsx'
import { keepGrant, type PortalApi } from './portal-api.ts'
import { usePortalLetters } from './use-portal.ts'

export const OtherLetters = ({ api }: { api: PortalApi }) => {
  const t = useTranslations('mutabakat.portal')
  const locale = useLocale()
  const navigate = useNavigate()
  const letters = usePortalLetters(api)
  const others = letters.data?.items.filter(letter => !letter.current) ?? []
  if (others.length === 0) return null
  const open = (token: string) => {
    keepGrant(token, api.headers['x-portal-grant'] ?? null)
    void navigate({ to: `/p/m/${token}` })
  }
  return (
    <section aria-label={t('others', { count: others.length })}>
      <h2 className="mb-2 font-semibold">{t('others', { count: others.length })}</h2>
      <ul className="overflow-hidden rounded-card border border-line">
        {others.map(letter => (
          <li key={letter.token} className="border-t border-line first:border-t-0">
            <Button
              onPress={() => open(letter.token)}
              className="flex w-full items-center gap-3 px-4 py-3 text-start data-[hovered]:bg-sunken"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium break-words">{letter.counterparty}</span>
                <span className="block text-xs text-ink-soft">
                  {letter.no} ·{' '}
                  {isBabs(letter.kind)
                    ? t('title_babs', { form: letter.kind.toUpperCase(), month: formatMonth(letter.balance_date) })
                    : letter.kind === 'teyit'
                      ? t('title_teyit')
                      : t('balance_on', { date: formatDay(letter.balance_date, locale) })}
                </span>
              </span>
              <span className="max-w-[45%] shrink-0 text-end font-medium">
                {letter.balance ? (
                  <LetterMoney kind={letter.kind} value={letter.balance} />
                ) : (
                  t(isBabs(letter.kind) ? 'babs.blank_short' : 'blank_short')
                )}
              </span>
              <ChevronRight className="size-4 shrink-0 text-ink-soft" aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
