/** What this browser computed over the chain, and what it could not. */
import { Cpu, ShieldX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { useVerdict } from './use-verdict.ts'
import type { ShownChain } from './verify-in-browser.ts'

export const BrowserVerdict = ({ chain }: { chain: ShownChain }) => {
  const t = useTranslations('mutabakat.chain')
  const verdict = useVerdict(chain)
  const hasPapers = chain.facts.some(fact => fact.document_sha256 !== null)
  return (
    <div role="status" className="space-y-1 text-xs text-ink-soft">
      {verdict.is !== 'checked' ? (
        <p>{t(verdict.is)}</p>
      ) : (
        <>
          <p>
            <Badge tone={verdict.broken ? 'bad' : 'good'}>
              {verdict.broken ? (
                <ShieldX className="size-3.5" aria-hidden="true" />
              ) : (
                <Cpu className="size-3.5" aria-hidden="true" />
              )}
              {verdict.broken ? t('broken', { seq: verdict.broken.seq }) : t('checked', { count: verdict.checked })}
            </Badge>
          </p>
          {verdict.hidden > 0 && <p>{t('hidden', { count: verdict.hidden })}</p>}
          {hasPapers && <p>{t('papers')}</p>}
        </>
      )}
    </div>
  )
}
