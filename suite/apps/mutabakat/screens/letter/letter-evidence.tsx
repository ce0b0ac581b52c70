/** The chain of evidence of a letter: it grows while it is looked at, is verified on both ends, and can be replayed. */
import { useLiveQuery } from '@nabiz/react'
import { ShieldCheck, ShieldX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type Evidence, type EvidenceRow, type Letter, routes } from '../../contract/index.ts'
import { BrowserVerdict } from '../evidence/browser-verdict.tsx'
import { FactList } from '../evidence/fact-list.tsx'
import { growsWith } from '../evidence/grows-with.ts'
import { ReplayBar } from '../evidence/replay-bar.tsx'
import { useReplay } from '../evidence/use-replay.ts'
import { letterKey, roomOf } from '../letters/live-letters.ts'

const detailOf = ({ detail }: EvidenceRow): string =>
  detail === null
    ? ''
    : Object.values(detail)
        .filter(value => typeof value === 'string' && value !== '')
        .join(' · ')

const Chain = ({ evidence }: { evidence: Evidence }) => {
  const t = useTranslations('mutabakat')
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
      <FactList
        label={t('work.chain.facts')}
        chain={evidence}
        replay={replay}
        detail={fact => (fact.detail === null ? t('work.chain.erased') : detailOf(fact))}
      />
      <ReplayBar facts={evidence.facts} replay={replay} />
    </div>
  )
}

export const LetterEvidence = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.work.chain')
  const company = useCompany()
  const call = useCompanyCall()
  const evidence = useLiveQuery<Evidence>({
    room: roomOf(letter.id),
    queryKey: [...letterKey(company, letter.id), 'evidence'],
    queryFn: ({ signal }) => call(routes.letterEvidence, { params: { id: letter.id } }, { signal }),
    apply: growsWith,
  })
  return (
    <Card title={t('title')}>
      {evidence.data === undefined ? (
        <NotLoaded query={evidence} lines={4} />
      ) : evidence.data.facts.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('empty')}</p>
      ) : (
        <Chain evidence={evidence.data} />
      )}
    </Card>
  )
}
