/** Which column of the file is which field: required ones first, what was recognised and how surely said beside it. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge, type Tone } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import type { CERTAINTIES, ImportField, ImportKind, ImportLook } from '../../contract/index.ts'
import { missingFields } from '../../domain/index.ts'
import { fieldsOf, missingIn, type PlanDraft, withColumn } from './plan-draft.ts'

const NONE = 'none'
const TONES: Record<(typeof CERTAINTIES)[number], Tone> = { sure: 'good', likely: 'info', guess: 'wait' }

/** Shown also where nothing was found: without them a file is of little use. */
const USUAL: readonly ImportField[] = ['title', 'side', 'email']

export type ColumnMapProps = {
  kind: ImportKind
  look: ImportLook
  draft: PlanDraft
  onChange: (draft: PlanDraft) => void
  isReadOnly: boolean
}

/** What helps where it is more than choosing a column: balances may stand in two, a day may be given for all rows. */
const NEEDS: Partial<Record<ImportField, 'need_balance' | 'need_or_give'>> = {
  balance: 'need_balance',
  date: 'need_or_give',
}

export const ColumnMap = ({ kind, look, draft, onChange, isReadOnly }: ColumnMapProps) => {
  const t = useTranslations('mutabakat')
  const [all, setAll] = useState(false)
  const required = missingFields({}, kind)
  const missing = missingIn(draft, kind)
  // What was found stays in sight, also after somebody took it away.
  const [found] = useState(() => new Set(Object.keys(draft.columns)))
  const shown = fieldsOf(kind).filter(
    field =>
      all ||
      required.includes(field) ||
      USUAL.includes(field) ||
      found.has(field) ||
      draft.columns[field] !== undefined,
  )
  const ordered = [...shown].sort((a, b) => Number(required.includes(b)) - Number(required.includes(a)))
  const hidden = fieldsOf(kind).length - shown.length
  const options = [
    { id: NONE, label: t('wizard.no_column') },
    ...look.columns.map(column => ({
      id: String(column.index),
      label: column.heading || t('wizard.nameless', { number: String(column.index + 1) }),
    })),
  ]
  const certaintyOf = (field: ImportField) =>
    look.columns.find(column => column.field === field && column.index === draft.columns[field])?.certainty ?? null
  return (
    <div>
      <ul className="grid gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {ordered.map(field => {
          const certainty = certaintyOf(field)
          const isMissing = missing.includes(field)
          return (
            <li key={field} className="min-w-0">
              <Select
                label={t(`field.${field}`)}
                isRequired={required.includes(field)}
                isDisabled={isReadOnly}
                errorMessage={isMissing ? t(`wizard.${NEEDS[field] ?? 'need'}`) : undefined}
                value={draft.columns[field] === undefined ? NONE : String(draft.columns[field])}
                onChange={id => onChange(withColumn(draft, field, id === NONE ? null : Number(id)))}
                options={options}
              />
              {certainty && (
                <p className="mt-1">
                  <Badge tone={TONES[certainty]}>{t(`wizard.certainty.${certainty}`)}</Badge>
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {hidden > 0 && (
        <Button tone="quiet" small className="mt-3" onPress={() => setAll(true)}>
          {t('wizard.more_fields', { count: hidden })}
        </Button>
      )}
    </div>
  )
}
