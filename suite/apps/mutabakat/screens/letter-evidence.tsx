/** The chain of evidence of a letter: it grows while it is looked at, is verified on both ends, and can be replayed. */
import { useLiveQuery } from '@nabiz/react'
import { ShieldCheck, ShieldX } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { Badge } from '../../../web/kit/badge.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { ErrorState } from '../../../web/kit/error-state.tsx'
import { SkeletonLines } from '../../../web/kit/skeleton.tsx'
import { useGlow } from '../../../web/kit/use-glow.ts'
import { useCompany, useCompanyCall } from '../../../web/session/company.tsx'
import { type Evidence, type EvidenceRow, type Letter, routes } from '../contract/index.ts'
import { BrowserVerdict } from './evidence/browser-verdict.tsx'
import { growsWith } from './evidence/grows-with.ts'
import { ReplayBar, replayClasses } from './evidence/replay-bar.tsx'
import { useReplay } from './evidence/use-replay.ts'
import { letterKey, roomOf } from './live-letters.ts'

/** Enough to tell two fingerprints apart at a glance. */
const SHORT = 12

const detailOf = ({ detail }: EvidenceRow): string =>
  detail === null
    ? ''
    : Object.values(detail)
        .filter(value => typeof value === 'string' && value !== '')
        .join(' · ')

const Chain = ({ evidence }: { evidence: Evidence }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const glow = useGlow(evidence.head)
  const replay = useReplay(evidence.facts.length)
  const IconPart = evidence.broken ? ShieldX : ShieldCheck
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={evidence.broken ? 'bad' : 'good'}>
          <IconPart className="size-3.5" aria-hidden="true" />
          {evidence.broken ? t('work.chain.broken', { seq: evidence.broken.seq }) : t('work.chain.holds')}
        </Badge>
        <span className="text-xs text-ink-soft">{t('work.chain.checked', { count: evidence.checked })}</span>
      </p>
      <BrowserVerdict chain={evidence} />
      <ol aria-label={t('work.chain.facts')} className="space-y-2.5 border-s-2 border-line ps-4 text-sm">
        {evidence.facts.map((fact, index) => (
          <li
            key={fact.seq}
            aria-current={replay.at === index ? 'step' : undefined}
            data-glow={index === evidence.facts.length - 1 ? glow : undefined}
            className={`rounded-md ${replayClasses(replay, index)}`}
          >
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{t(`evidence.${fact.fact}`)}</span>
              <time dateTime={fact.at} className="tabular text-xs text-ink-soft">
                {format.dateTime(new Date(fact.at), { dateStyle: 'short', timeStyle: 'medium' })}
              </time>
            </p>
            <p className="text-xs break-words text-ink-soft">
              <code title={fact.hash}>{fact.hash.slice(0, SHORT)}</code>{' '}
              {fact.detail === null ? t('work.chain.erased') : detailOf(fact)}
            </p>
          </li>
        ))}
      </ol>
      <ReplayBar facts={evidence.facts} replay={replay} />
    </div>
  )
}

export const LetterEvidence = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.work.chain')
  const company = useCompany()
  const call = useCompanyCall()
  const { data, error, isFetching, refetch } = useLiveQuery<Evidence>({
    room: roomOf(letter.id),
    queryKey: [...letterKey(company, letter.id), 'evidence'],
    queryFn: ({ signal }) => call(routes.letterEvidence, { params: { id: letter.id } }, { signal }),
    apply: growsWith,
  })
  return (
    <Card title={t('title')}>
      {data ? (
        <Chain evidence={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      ) : (
        <SkeletonLines lines={4} />
      )}
    </Card>
  )
}
