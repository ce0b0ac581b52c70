/** What is on record about the letter, fact after fact, as the guest may see it; grows while it is looked at. */
import { ShieldCheck, ShieldX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import type { PortalEvidence } from '../../contract/index.ts'
import { BrowserVerdict } from '../evidence/browser-verdict.tsx'
import { FactList } from '../evidence/fact-list.tsx'
import { ReplayBar } from '../evidence/replay-bar.tsx'
import { useReplay } from '../evidence/use-replay.ts'
import type { PortalApi } from './portal-api.ts'
import { usePortalEvidence } from './use-portal.ts'

export const EvidenceChain = ({ api, room }: { api: PortalApi; room: string | null }) => {
  const t = useTranslations('mutabakat.portal.chain')
  const evidence = usePortalEvidence(api, room)
  return (
    <section aria-label={t('title')}>
      <h2 className="font-semibold">{t('title')}</h2>
      <p className="mb-3 text-xs text-ink-soft">{t('text')}</p>
      {evidence.data ? <Chain evidence={evidence.data} /> : <NotLoaded query={evidence} lines={4} />}
    </section>
  )
}

const Chain = ({ evidence }: { evidence: PortalEvidence }) => {
  const t = useTranslations('mutabakat')
  const replay = useReplay(evidence.facts.length)
  const IconPart = evidence.holds ? ShieldCheck : ShieldX
  return (
    <>
      <FactList label={t('portal.chain.facts')} chain={evidence} replay={replay} />
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
