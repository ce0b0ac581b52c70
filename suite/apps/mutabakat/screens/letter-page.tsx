/** One letter: its balance, where it stands, what may be done with it, and everything that happened to it. */
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson } from '#platform/contract'
import { isMissing } from '../../../web/api/api-error.ts'
import { Card } from '../../../web/kit/card.tsx'
import { DateText } from '../../../web/kit/date-text.tsx'
import { ErrorState } from '../../../web/kit/error-state.tsx'
import { Money } from '../../../web/kit/money.tsx'
import { NotFoundPage } from '../../../web/kit/not-found-page.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { WhoIsHere } from '../../../web/kit/presence-avatars.tsx'
import { SkeletonLines } from '../../../web/kit/skeleton.tsx'
import { Timeline } from '../../../web/kit/timeline.tsx'
import { useGlow } from '../../../web/kit/use-glow.ts'
import { useCompany } from '../../../web/session/company.tsx'
import { companyPath } from '../../../web/session/company-path.ts'
import type { Letter } from '../contract/index.ts'
import { amountInWords, formatDay, isBabs, sideForUs } from '../domain/index.ts'
import { useMonthText } from './babs/month-field.tsx'
import { LetterReach } from './calls/letter-reach.tsx'
import { Facts } from './facts.tsx'
import { LetterActions } from './letter-actions.tsx'
import { LetterApproval } from './letter-approval.tsx'
import { LetterDeliveries } from './letter-deliveries.tsx'
import { LetterEvidence } from './letter-evidence.tsx'
import { BalanceMeaning, LetterAuditor, LetterDues } from './letter-figures.tsx'
import { LetterPapers } from './letter-papers.tsx'
import { LetterReminders } from './letter-reminders.tsx'
import { LetterState } from './letter-state.tsx'
import { roomOf, useLetter } from './live-letters.ts'

const BalanceCard = ({ letter }: { letter: Letter }) => {
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
        <Money value={letter.balance} />
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

const AnswerCard = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const { answer } = letter
  const format = useFormatter()
  const glow = useGlow(answer?.answered_at ?? null)
  return (
    <Card title={t('letter.sections.answer')}>
      <div data-glow={glow}>
        {answer ? (
          <>
            <p className={`mb-3 text-lg font-semibold ${answer.choice === 'agree' ? 'text-good' : 'text-bad'}`}>
              {t(answer.choice === 'agree' ? 'letter.agreed' : 'letter.disagreed')}
            </p>
            <Facts
              facts={[
                [t('letter.answered_by'), [answer.name, answer.title].filter(Boolean).join(', ')],
                [t('letters.columns.answered_at'), <DateText key="at" value={answer.answered_at} form="dateTime" />],
                ...(answer.choice === 'disagree'
                  ? ([
                      [t('letter.reason'), answer.reason_code ? t(`reason.${answer.reason_code}`) : '–'],
                      ...(letter.documents
                        ? ([
                            [
                              t('kinds.letter.own_count'),
                              answer.own_count === null ? '–' : format.number(answer.own_count),
                            ],
                            [
                              t('kinds.letter.count_difference'),
                              answer.count_difference === null ? '–' : format.number(answer.count_difference),
                            ],
                          ] as const)
                        : []),
                      [
                        t(letter.documents ? 'kinds.letter.own_amount' : 'letter.own_balance'),
                        answer.own_balance ? (
                          <span key="own">
                            <Money value={answer.own_balance} />{' '}
                            {!letter.documents && answer.own_side && sideForUs(answer.own_side, locale)}
                          </span>
                        ) : (
                          '–'
                        ),
                      ],
                      [
                        t('letter.difference'),
                        answer.difference ? <Money key="diff" value={answer.difference} /> : '–',
                      ],
                    ] as const)
                  : []),
                [t('work.letter.via'), t(`answer_via.${answer.via}`)],
                [t('work.letter.level'), t(`work.letter.level_${answer.level}`)],
                ...(answer.recorded
                  ? ([
                      [
                        t('work.papers.kind.recorded'),
                        t('work.letter.recorded_by', {
                          by: answer.recorded.by,
                          channel: t(`answer_channel.${answer.recorded.channel}`),
                          day: formatDay(answer.recorded.received_on, locale),
                        }),
                      ],
                    ] as const)
                  : []),
                ...(answer.note ? ([[t('letter.note'), answer.note]] as const) : []),
              ]}
            />
          </>
        ) : (
          <p className="text-sm text-ink-soft">{t('letter.no_answer')}</p>
        )}
      </div>
    </Card>
  )
}

/** Breaks, where it must, behind the @. */
const Address = ({ email }: { email: string }) => {
  const at = email.indexOf('@') + 1
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  )
}

const History = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  return (
    <Timeline
      label={t('letter.sections.history')}
      entries={letter.history.map((line, index) => ({
        id: `${line.at}-${index}`,
        at: line.at,
        title: t(`history.${line.action}` as 'history.mutabakat_sent'),
        actor: line.actor,
        tone: line.action === 'mutabakat_approved' ? 'good' : line.action === 'mutabakat_rejected' ? 'bad' : 'neutral',
      }))}
    />
  )
}

/** The other versions of the number, where there are any. */
const Versions = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  if (letter.versions.length < 2) return null
  return (
    <Card title={t('work.letter.versions')}>
      <ul className="text-sm">
        {letter.versions.map(one => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1.5 last:border-0">
            {one.id === letter.id ? (
              <span aria-current="true" className="font-semibold">
                {t('work.letter.version', { version: one.version })}
              </span>
            ) : (
              <Link to={companyPath(slug, `mutabakat/letters/${one.id}`)} className="text-accent underline">
                {t('work.letter.version', { version: one.version })}
              </Link>
            )}
            <span className="min-w-0 flex-1 text-ink-soft">{t(`status.${one.status}`)}</span>
            <Money value={one.balance} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Glows when the letter changes while it is looked at, not when it arrives. */
const Standing = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.work.letter')
  const glow = useGlow(letter.rev)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 rounded-md" data-glow={glow}>
      {letter.no}
      {letter.versions.length > 1 && <span>{t('version', { version: letter.version })}</span>}
      <LetterState letter={letter} />
    </span>
  )
}

const LetterPage = () => {
  const t = useTranslations('mutabakat')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  const { data: letter, error, isFetching, refetch } = useLetter(id)
  // Whether there is no such letter or it is somebody else's: nobody is told which.
  if (!letter && isMissing(error)) return <NotFoundPage />
  const back = (
    <Link
      to={companyPath(slug, 'mutabakat/letters')}
      className="mb-3 inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink"
    >
      <ArrowLeft className="size-4" aria-hidden="true" />
      {t('letter.back')}
    </Link>
  )
  if (!letter)
    return (
      <>
        {back}
        <Card>
          {error ? (
            <ErrorState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
          ) : (
            <SkeletonLines lines={10} />
          )}
        </Card>
      </>
    )
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        {back}
        <WhoIsHere room={roomOf(letter.id)} />
      </div>
      <PageHeader
        title={letter.counterparty.title}
        description={<Standing letter={letter} />}
        actions={<LetterActions letter={letter} />}
      />
      <LetterApproval letter={letter} />
      <div className="grid gap-5 lg:grid-cols-3">
        <div className="flex min-w-0 flex-col gap-5 lg:col-span-2">
          <BalanceCard letter={letter} />
          <LetterDues letter={letter} />
          <LetterAuditor letter={letter} />
          <AnswerCard letter={letter} />
          <Card title={t('letter.sections.counterparty')}>
            <Facts
              facts={[
                [t('field.code'), letter.counterparty.code],
                [t('field.tax_number'), letter.counterparty.tax_number],
                [t('field.tax_office'), letter.counterparty.tax_office],
                [t('field.contact_name'), letter.counterparty.contact_name],
                [
                  t('field.email'),
                  letter.counterparty.email ? (
                    <Address key="email" email={letter.counterparty.email} />
                  ) : (
                    t('counterparties.no_email')
                  ),
                ],
              ]}
            />
          </Card>
          <LetterPapers letter={letter} />
          <LetterEvidence letter={letter} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title={t('letter.sections.delivery')}>
            <LetterDeliveries letter={letter} />
          </Card>
          <LetterReach letter={letter} />
          <LetterReminders letter={letter} />
          <Versions letter={letter} />
          <Card title={t('letter.sections.history')}>
            <History letter={letter} />
          </Card>
        </div>
      </div>
      {/* The approval bar of phones covers the end of the page. */}
      {letter.status === 'pending_approval' && <div className="h-36 sm:hidden" />}
    </>
  )
}

export default LetterPage
