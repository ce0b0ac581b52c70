/** The letters of a period as parts of one bar; each part's number leads to those letters. */
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { destination } from '../../../../web/format/search-params.ts'
import { Card } from '../../../../web/kit/card.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { Cockpit, Standing } from '../../contract/index.ts'

/** What a part counts, and the statuses behind it. */
export const PARTS = [
  { id: 'approved', statuses: 'approved,resolved', color: 'bg-good' },
  { id: 'rejected', statuses: 'rejected', color: 'bg-bad' },
  { id: 'expired', statuses: 'expired', color: 'bg-ink-soft' },
  { id: 'waiting', statuses: 'sent,viewed', color: 'bg-wait' },
  { id: 'draft', statuses: 'draft,pending_approval,ready', color: 'bg-field-line' },
] as const satisfies { id: keyof Standing; statuses: string; color: string }[]

/** Narrow enough for a lane; the numbers stand beside it in words. */
export const StandingStrip = ({ standing, className = 'h-1.5' }: { standing: Standing; className?: string }) => (
  <div aria-hidden="true" className={`flex gap-px overflow-hidden rounded-full bg-sunken ${className}`}>
    {PARTS.map(({ id, color }) => (
      <span
        key={id}
        className={`${color} transition-[width] duration-300 motion-reduce:transition-none`}
        style={{ width: `${(standing[id] / Math.max(1, standing.total)) * 100}%` }}
      />
    ))}
  </div>
)

export const StandingBar = ({ cockpit: { period, standing } }: { cockpit: Cockpit }) => {
  const t = useTranslations('mutabakat.cockpit')
  const format = useFormatter()
  const { slug } = useCompany()
  const letters = (filter: string) =>
    destination(companyPath(slug, `mutabakat/letters?filter[period]=${period.id}&filter[status]=${filter}`))
  const archived = period.counts.archived
  const parts = [...PARTS, { id: 'archived', statuses: 'archived', color: 'bg-line' } as const]
  const countOf = (id: (typeof parts)[number]['id']) => (id === 'archived' ? archived : standing[id])
  return (
    <Card title={t('standing')}>
      <p className="mb-3 text-sm text-ink-soft">
        {standing.total + archived === 0
          ? t('no_letters')
          : t('closed_line', {
              total: standing.total,
              percent: format.number(standing.closed_percent / 100, { style: 'percent', maximumFractionDigits: 1 }),
            })}
      </p>
      <StandingStrip standing={standing} className="h-4" />
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
        {parts
          .filter(({ id }) => id !== 'archived' || archived > 0)
          .map(({ id, statuses, color }) => (
            <li key={id}>
              <Link {...letters(statuses)} className="inline-flex items-center gap-2 rounded-md py-1 hover:underline">
                <span aria-hidden="true" className={`size-2.5 rounded-full ${color}`} />
                <span className="text-sm text-ink-soft">{t(`part.${id}`)}</span>
                <span className="tabular font-semibold">{format.number(countOf(id))}</span>
              </Link>
            </li>
          ))}
      </ul>
    </Card>
  )
}
