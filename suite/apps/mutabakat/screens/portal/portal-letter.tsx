/** Steps three and four: the balance in words, the answer, and what was answered. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson } from '#platform/contract'
import { ApiError } from '../../../../web/api/api-error.ts'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import type { Answer, PortalLetter } from '../../contract/index.ts'
import { amountInWords, formatDay, sideForThem } from '../../domain/index.ts'
import { AnswerForm } from './answer-form.tsx'
import type { PortalApi } from './portal-api.ts'

const Balance = ({ letter }: { letter: PortalLetter }) => {
  const t = useTranslations('mutabakat.portal')
  const locale = useLocale()
  const money = fromMoneyJson(letter.balance)
  return (
    <section className="rounded-card bg-sunken p-4 text-center">
      <p className="text-sm text-ink-soft">{t('your_account', { company: letter.company.title })}</p>
      <p className="text-sm text-ink-soft">{t('balance_on', { date: formatDay(letter.balance_date, locale) })}</p>
      <p className="mt-2 text-3xl font-bold tracking-tight sm:text-4xl">
        <Money value={letter.balance} />
      </p>
      <p className="mt-1 font-semibold text-accent first-letter:uppercase">
        {sideForThem(letter.side, money.minor, locale)}
      </p>
      <p className="mt-1 text-xs text-ink-soft">{amountInWords(money, locale)}</p>
      {letter.note && <p className="mt-3 whitespace-pre-line text-sm">{letter.note}</p>}
    </section>
  )
}

const Answered = ({ answer, isOwn }: { answer: Answer; isOwn: boolean }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const agreed = answer.choice === 'agree'
  return (
    <section
      role="status"
      className={`rounded-card p-4 ${agreed ? 'bg-good-soft text-good' : 'bg-wait-soft text-wait'}`}
    >
      <p className="flex items-center gap-2 font-semibold">
        <CircleCheck className="size-5 shrink-0" aria-hidden="true" />
        {t(agreed ? 'letter.agreed' : 'letter.disagreed')}
      </p>
      <p className="mt-1 text-sm">
        {isOwn
          ? t(agreed ? 'portal.thanks_agree' : 'portal.thanks_disagree')
          : t('portal.answered_before', {
              name: answer.name,
              date: format.dateTime(new Date(answer.answered_at), { dateStyle: 'medium', timeStyle: 'short' }),
            })}
      </p>
      {answer.own_balance && (
        <p className="mt-1 text-sm">
          {t('portal.own_balance')}: <Money value={answer.own_balance} />
        </p>
      )}
    </section>
  )
}

export const PortalLetterView = ({
  token,
  api,
  onGrantOver,
}: {
  token: string
  api: PortalApi
  onGrantOver: () => void
}) => {
  const t = useTranslations('mutabakat.portal')
  const locale = useLocale()
  const errorText = useErrorText()
  const queries = useQueryClient()
  const [isOwn, setOwn] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [saveFailure, setSaveFailure] = useState<unknown>(null)
  const queryKey = ['portal', token, 'letter']
  const letter = useQuery({ queryKey, queryFn: ({ signal }) => api.letter(signal) })
  const isOver = (error: unknown) => error instanceof ApiError && error.code === 'grant_invalid'
  const over = isOver(letter.error)
  // biome-ignore lint/correctness/useExhaustiveDependencies: tells the page once that the grant ended
  useEffect(() => {
    if (over) onGrantOver()
  }, [over])
  if (!letter.data) {
    if (letter.error && !over)
      return <ErrorState error={letter.error} onRetry={() => void letter.refetch()} isRetrying={letter.isFetching} />
    return <SkeletonLines lines={8} />
  }
  const { data } = letter
  const save = async () => {
    setSaving(true)
    setSaveFailure(null)
    try {
      await api.download(`${data.no}.pdf`)
    } catch (error) {
      if (isOver(error)) onGrantOver()
      else setSaveFailure(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-ink-soft">
        {data.no} · {data.counterparty.title}
      </p>
      <Balance letter={data} />
      <Button tone="secondary" icon={Download} pending={isSaving} onPress={() => void save()}>
        {t('download')}
      </Button>
      {saveFailure !== null && (
        <p role="alert" className="text-sm text-bad">
          {errorText(saveFailure)}
        </p>
      )}
      {data.answer ? (
        <Answered answer={data.answer} isOwn={isOwn} />
      ) : (
        <>
          {data.reply_due && (
            <p className="text-sm text-ink-soft">{t('reply_due', { date: formatDay(data.reply_due, locale) })}</p>
          )}
          <AnswerForm
            letter={data}
            onAnswer={async input => {
              try {
                queries.setQueryData(queryKey, await api.answer(input))
                setOwn(true)
              } catch (error) {
                if (isOver(error)) return onGrantOver()
                // Somebody was faster: what they answered is what counts, so that is what is shown.
                if (error instanceof ApiError && error.code === 'already_answered' && error.extra.answer) {
                  queries.setQueryData(queryKey, { ...data, answer: error.extra.answer as Answer })
                  return
                }
                throw error
              }
            }}
          />
        </>
      )}
    </div>
  )
}
