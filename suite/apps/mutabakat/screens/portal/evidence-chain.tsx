/** What is on record about the letter, fact after fact, as the guest may see it; grows while it is looked at. */
import { ShieldCheck, ShieldX } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import { useGlow } from '../../../../web/kit/use-glow.ts'
import type { PortalEvidence } from '../../contract/index.ts'
import { BrowserVerdict } from '../evidence/browser-verdict.tsx'
import { ReplayBar, replayClasses } from '../evidence/replay-bar.tsx'
import { useReplay } from '../evidence/use-replay.ts'
import type { PortalApi } from './portal-api.ts'
import { usePortalEvidence } from './use-portal.ts'

/** Enough to tell two fingerprints apart at a glance. */
const SHORT = 12

export const EvidenceChain = ({ api, room }: { api: PortalApi; room: string | null }) => {
  const t = useTranslations('mutabakat.portal.chain')
  const evidence = usePortalEvidence(api, room)
  return (
    <section aria-label={t('title')}>
      <h2 className="font-semibold">{t('title')}</h2>
      <p className="mb-3 text-xs text-ink-soft">{t('text')}</p>
      {evidence.data ? (
        <Chain evidence={evidence.data} />
      ) : evidence.error ? (
        <ErrorState error={evidence.error} onRetry={() => void evidence.refetch()} isRetrying={evidence.isFetching} />
      ) : (
        <SkeletonLines lines={4} />
      )}
    </section>
  )
}

const Chain = ({ evidence }: { evidence: PortalEvidence }) => {
  const t = useTranslations('mutabakat')
  const glow = useGlow(evidence.head)
  const format = useFormatter()
  const replay = useReplay(evidence.facts.length)
  const IconPart = evidence.holds ? ShieldCheck : ShieldX
  return (
    <>
      <ol aria-label={t('portal.chain.facts')} className="space-y-2 border-s-2 border-line ps-4 text-sm">
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
            <code className="text-xs text-ink-soft" title={fact.hash}>
              {fact.hash.slice(0, SHORT)}
            </code>
          </li>
        ))}
      </ol>
      <div className="mt-3">
        <ReplayBar facts={evidence.facts} replay={replay} />
      </div>
      <p className="mt-3 mb-1">
        <Badge tone={evidence.holds ? 'good' : 'bad'}>
          <IconPart className="size-3.5" aria-hidden="true" />
          {t(evidence.holds ? 'portal.chain.holds' : 'portal.chain.broken')}
        </Badge>
      </p>
      <BrowserVerdict chain={evidence} />
    </>
  )
}
