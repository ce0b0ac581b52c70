/** First step of an import: what the file is taken for, and what a person says otherwise. */
import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { NumberField } from '../../../../web/kit/number-field.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { TASKS_KEY } from '../../../../web/session/tasks.ts'
import { type Import, type ImportLook, routes } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { ColumnMap } from './column-map.tsx'
import { FirstRows } from './first-rows.tsx'
import { draftOf, inputOf, missingIn, type PlanDraft } from './plan-draft.ts'
import { ReadingRules } from './reading-rules.tsx'
import { dryRunKey, importKey, type LookPlace, useLook } from './use-import.ts'

export const MappingStep = ({ data, onChecked }: { data: Import; onChecked: () => void }) => {
  const [place, setPlace] = useState<LookPlace>(() =>
    data.plan
      ? { heading_row: data.plan.heading_row, ...(data.plan.sheet === null ? {} : { sheet: data.plan.sheet }) }
      : {},
  )
  const look = useLook(data.id, place)
  return (
    <Loaded query={look} lines={8}>
      {found => (
        <MappingForm
          // Another sheet or heading row is another file.
          key={`${found.sheet}:${found.heading_row}`}
          data={data}
          look={found}
          onPlace={setPlace}
          isLooking={look.isPlaceholderData}
          onChecked={onChecked}
        />
      )}
    </Loaded>
  )
}

type MappingFormProps = {
  data: Import
  look: ImportLook
  onPlace: (place: LookPlace) => void
  isLooking: boolean
  onChecked: () => void
}

const MappingForm = ({ data, look, onPlace, isLooking, onChecked }: MappingFormProps) => {
  const t = useTranslations('mutabakat.wizard')
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(look, data.plan))
  const mayWrite = useMayWrite()
  const { send, isSending, failure } = useCheck(data, onChecked)
  const missing = missingIn(draft, data.kind)
  const fieldName = useTranslations('mutabakat.field')
  const asksName = look.templates.length === 0 && look.erp === null
  return (
    <div className="flex flex-col gap-5">
      <Recognised look={look} />
      <Card title={t('place')}>
        <div className="grid gap-4 sm:grid-cols-[minmax(0,20rem)_12rem]">
          {look.sheets.length > 1 && (
            <Select
              label={t('sheet')}
              value={draft.sheet}
              onChange={sheet => onPlace({ sheet })}
              options={look.sheets.map(sheet => ({
                id: sheet.name,
                label: sheet.name,
                ...(sheet.hidden ? { description: t('hidden_sheet') } : {}),
              }))}
            />
          )}
          <NumberField
            label={t('heading_row')}
            value={draft.heading_row}
            min={1}
            max={look.rows.at(-1)?.number ?? 20}
            isDisabled={isLooking}
            onChange={row =>
              row !== null &&
              row !== draft.heading_row &&
              onPlace({ heading_row: row, ...(draft.sheet === null ? {} : { sheet: draft.sheet }) })
            }
          />
        </div>
      </Card>
      <Card title={t('columns')}>
        <p className="mb-4 text-sm text-ink-soft">{t('columns_hint')}</p>
        <ColumnMap kind={data.kind} look={look} draft={draft} onChange={setDraft} isReadOnly={!mayWrite} />
        <ReadingRules kind={data.kind} look={look} draft={draft} onChange={setDraft} />
        {asksName && (
          <div className="mt-5 max-w-md border-t border-line pt-4">
            <TextField
              label={t('save_as')}
              description={t('save_as_hint')}
              value={draft.save_as}
              maxLength={80}
              onChange={save_as => setDraft({ ...draft, save_as })}
            />
          </div>
        )}
      </Card>
      <Card flush title={t('first_rows')}>
        <FirstRows look={look} draft={draft} />
      </Card>
      {failure && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
          {failure}
        </p>
      )}
      {mayWrite && (
        <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-3 bg-bg px-1 py-3">
          <Button
            tone="primary"
            icon={ListChecks}
            pending={isSending}
            isDisabled={missing.length > 0 || isLooking}
            onPress={() => void send(draft)}
          >
            {t('check')}
          </Button>
          {missing.length > 0 && (
            <p className="text-sm text-bad">
              {t('missing', { fields: missing.map(field => fieldName(field)).join(', ') })}
            </p>
          )}
        </div>
      )}
    </div>
  )
}

/** Tells the server how the file is read, and lets it find out what that would change. */
const useCheck = (data: Import, onChecked: () => void) => {
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const [state, setState] = useState<{ isSending: boolean; failure: string | null }>({
    isSending: false,
    failure: null,
  })
  const send = async (draft: PlanDraft) => {
    setState({ isSending: true, failure: null })
    try {
      const saved = await call(routes.mapImport, { params: { id: data.id }, body: inputOf(draft) })
      const run = await call(routes.startDryRun, { params: { id: data.id } })
      queries.setQueryData(dryRunKey(company, data.id), run)
      queries.setQueryData(importKey(company, data.id), saved)
      void queries.invalidateQueries({ queryKey: TASKS_KEY })
      onChecked()
    } catch (error) {
      setState({ isSending: false, failure: errorText(error) })
    }
  }
  return { send, ...state }
}

const Recognised = ({ look }: { look: ImportLook }) => {
  const t = useTranslations('mutabakat.wizard')
  const [template] = look.templates
  if (!template && !look.erp && !look.certain) return null
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 rounded-lg bg-good-soft px-3 py-2 text-sm text-good">
      <CircleCheck className="size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        {template ? t('by_template', { name: template.name }) : look.erp ? t(`by_erp.${look.erp}`) : t('by_headings')}
      </span>
      {look.certain && <Badge tone="good">{t('ready')}</Badge>}
    </p>
  )
}
