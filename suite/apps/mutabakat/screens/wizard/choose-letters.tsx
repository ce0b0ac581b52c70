/** The wizard's first half: where the letters come from, and which of them. */
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { MoneyField } from '../../../../web/kit/money-field.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { COUNTERPARTY_KINDS, routes } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'
import { useChoices, usePeriods } from '../letters/live-letters.ts'
import type { BatchDraft } from './batch-draft.ts'

const PERIODS = { key: 'wizard', query: { limit: 60 } }
const SOURCES = ['period', 'import', 'letters', 'copy'] as const
/** "Anybody", "any kind": a choice that narrows nothing. */
const ANY = ''

type Props = { draft: BatchDraft; onChange: (draft: BatchDraft) => void }

export const ChooseSource = ({ draft, onChange }: Props) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const company = useCompany()
  const call = useCompanyCall()
  const periods = usePeriods(PERIODS, 'days')
  const imports = useQuery({
    queryKey: [...companyKey(company), 'imports', 'wizard'],
    queryFn: ({ signal }) => call(routes.listImports, { query: { limit: 50 } }, { signal }),
    enabled: draft.source === 'import',
  })
  return (
    <Card title={t('work.batch.source')}>
      <div className="flex flex-col gap-4">
        <RadioGroup
          label={t('work.batch.source')}
          hideLabel
          value={draft.source}
          onChange={source => onChange({ ...draft, source })}
          options={SOURCES.map(id => ({
            id,
            label: id === 'letters' ? t('kinds.wizard.letters') : t(`work.batch.sources.${id}`),
            description: id === 'letters' ? t('kinds.wizard.letters_hint') : t(`work.batch.sources_hint.${id}`),
          }))}
        />
        {draft.source === 'letters' ? null : draft.source === 'import' ? (
          <Select
            label={t('work.batch.import')}
            value={draft.import_id}
            onChange={import_id => onChange({ ...draft, import_id })}
            options={(imports.data?.items ?? [])
              .filter(one => one.kind !== 'cards' && one.state === 'done')
              .map(one => ({
                id: one.id,
                label: one.file_name,
                description: formatDay(one.created_at.slice(0, 10), locale),
              }))}
          />
        ) : (
          <Select
            label={t('work.batch.period')}
            value={draft.period_id}
            onChange={period_id => onChange({ ...draft, period_id })}
            options={(periods.data?.items ?? [])
              .filter(period => draft.source === 'copy' || period.state === 'open')
              .map(period => ({
                id: period.id,
                label: `${formatDay(period.date, locale)} · ${t(`letter_kind.${period.kind}`)}`,
              }))}
          />
        )}
        {draft.source === 'copy' && (
          <DateField
            label={t('work.batch.copy_date')}
            value={draft.date}
            onChange={date => onChange({ ...draft, date })}
            isRequired
          />
        )}
      </div>
    </Card>
  )
}

export const NarrowLetters = ({ draft, onChange }: Props) => {
  const t = useTranslations('mutabakat')
  const choices = useChoices()
  const { filter } = draft
  const set = (part: Partial<BatchDraft['filter']>) => onChange({ ...draft, filter: { ...filter, ...part } })
  const any = { id: ANY, label: t('work.batch.any') }
  return (
    <Card title={t('work.batch.narrow')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyField
          label={t('work.batch.min')}
          value={filter.min ?? ''}
          onChange={min => set({ min: min || null })}
          currency="TRY"
        />
        <MoneyField
          label={t('work.batch.max')}
          value={filter.max ?? ''}
          onChange={max => set({ max: max || null })}
          currency="TRY"
        />
        <Select
          label={t('work.batch.responsible')}
          value={filter.responsible_id ?? ANY}
          onChange={id => set({ responsible_id: id || null })}
          options={[any, ...(choices.data?.members ?? []).map(({ id, name }) => ({ id, label: name }))]}
        />
        <Select
          label={t('work.batch.party')}
          value={filter.party ?? ANY}
          onChange={id => set({ party: COUNTERPARTY_KINDS.find(kind => kind === id) ?? null })}
          options={[any, ...COUNTERPARTY_KINDS.map(id => ({ id, label: t(`kind.${id}`) }))]}
        />
        <Select
          label={t('work.batch.group')}
          value={filter.group_code ?? ANY}
          onChange={id => set({ group_code: id || null })}
          options={[any, ...(choices.data?.groups ?? []).map(id => ({ id, label: id }))]}
        />
        <Checkbox className="self-end" isSelected={filter.non_zero} onChange={non_zero => set({ non_zero })}>
          {t('work.batch.non_zero')}
        </Checkbox>
      </div>
    </Card>
  )
}
