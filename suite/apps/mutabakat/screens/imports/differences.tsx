/** What a dry run found, row by row: paged, and narrowed to what would become of the rows. */
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge, type Tone } from '../../../../web/kit/badge.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { TableFooter } from '../../../../web/kit/data-table/table-footer.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { DIFFERENCE_KINDS, type Difference, type DifferenceKind } from '../../contract/index.ts'
import { useDifferences } from './use-import.ts'

const OUTCOMES: Record<Difference['outcome'], Tone> = {
  created: 'good',
  updated: 'info',
  unchanged: 'neutral',
  wrong: 'bad',
}

/** `run`: another one begins on its first page. */
export const Differences = ({ id, run }: { id: string; run: string }) => {
  const t = useTranslations('mutabakat.wizard')
  const [kind, setKind] = useState<DifferenceKind | 'any'>('any')
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const rows = useDifferences(id, run, kind === 'any' ? undefined : kind, cursor)
  const choose = (next: DifferenceKind | 'any') => {
    setKind(next)
    setCursor(undefined)
  }
  return (
    <Card
      flush
      title={t('differences')}
      actions={
        <Select
          small
          hideLabel
          label={t('rows.label')}
          value={kind}
          onChange={choose}
          options={[
            { id: 'any' as const, label: t('rows.any') },
            ...DIFFERENCE_KINDS.map(one => ({
              id: one,
              label: one === 'warned' ? t('rows.warned') : t(`outcome.${one}`),
            })),
          ]}
        />
      }
    >
      <Loaded query={rows} lines={4}>
        {page =>
          page.items.length === 0 ? (
            <EmptyState title={t(kind === 'any' ? 'no_differences' : 'rows.none')} />
          ) : (
            <>
              <ul>
                {page.items.map(one => (
                  <DifferenceRow key={one.row} difference={one} />
                ))}
              </ul>
              <TableFooter page={page} onCursor={setCursor} />
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

const DifferenceRow = ({ difference }: { difference: Difference }) => {
  const t = useTranslations('mutabakat')
  const { row, code, title, outcome, changes, failures, warnings } = difference
  return (
    <li className="border-t border-line px-4 py-3 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="tabular text-xs text-ink-soft">{t('wizard.row_number', { row: String(row) })}</span>
        <span className="min-w-0 flex-1 basis-40 truncate font-medium">
          {[code, title].filter(Boolean).join(' · ')}
        </span>
        <Badge tone={OUTCOMES[outcome]}>{t(`wizard.outcome.${outcome}`)}</Badge>
      </p>
      {changes.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-xs">
          {changes.map(change => (
            <li key={change.field} className="inline-flex flex-wrap items-center gap-1.5">
              <span className="text-ink-soft">{t(`field.${change.field}`)}:</span>
              {change.old !== null && (
                <>
                  <del className="text-ink-soft">{change.old || '–'}</del>
                  <ArrowRight className="size-3 text-ink-soft" aria-hidden="true" />
                </>
              )}
              <ins className="no-underline">{change.new || '–'}</ins>
            </li>
          ))}
        </ul>
      )}
      {[...failures, ...warnings].map((issue, at) => (
        <p
          key={`${issue.column}-${issue.code}`}
          className={at < failures.length ? 'mt-1 text-xs text-bad' : 'mt-1 text-xs text-wait'}
        >
          {issue.column}: {issue.message}
        </p>
      ))}
    </li>
  )
}
