/** What is on record about the letter, fact after fact, as the guest may see it; grows while it is looked at. */
import { ShieldCheck, ShieldX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import { useGlow } from '../../../../web/kit/use-glow.ts'
import type { PortalEvidence, PortalLetter } from '../../contract/index.ts'
import type { PortalApi } from './portal-api.ts'
import { usePortalEvidence } from './use-portal.ts'

/** Enough to tell two fingerprints apart at a glance. */
const SHORT = 12

export const EvidenceChain = ({ api, room, letter }: { api: PortalApi; room: string | null; letter: PortalLetter }) => {
  const t = useTranslations('mutabakat.portal.chain')
  const version = [letter.status, letter.answer?.answered_at, letter.statements.length, letter.asked_until?.day].join()
  const evidence = usePortalEvidence(api, room, version)
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
  const IconPart = evidence.holds ? ShieldCheck : ShieldX
  return (
    <>
      <ol aria-label={t('portal.chain.facts')} className="space-y-2 border-s-2 border-line ps-4 text-sm">
        {evidence.facts.map((fact, index) => (
          <li key={fact.seq} className="rounded-md" data-glow={index === evidence.facts.length - 1 ? glow : undefined}>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{t(`evidence.${fact.fact}`)}</span>
              <DateText value={fact.at} form="dateTime" className="text-xs text-ink-soft" />
            </p>
            <code className="text-xs text-ink-soft" title={fact.hash}>
              {fact.hash.slice(0, SHORT)}
            </code>
          </li>
        ))}
      </ol>
      <p className="mt-3">
        <Badge tone={evidence.holds ? 'good' : 'bad'}>
          <IconPart className="size-3.5" aria-hidden="true" />
          {t(evidence.holds ? 'portal.chain.holds' : 'portal.chain.broken')}
        </Badge>
      </p>
    </>
  )
}
