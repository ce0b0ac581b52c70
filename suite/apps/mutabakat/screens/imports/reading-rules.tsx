/** What no column says and what a text alone leaves open: a day, a currency and a side for all rows; marks and order. */
import { useTranslations } from 'use-intl'
import { CURRENCIES } from '#platform/contract'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { type ImportKind, type ImportLook, SIDES } from '../../contract/index.ts'
import type { PlanDraft } from './plan-draft.ts'

const NONE = 'none'

export type ReadingRulesProps = {
  kind: ImportKind
  look: ImportLook
  draft: PlanDraft
  onChange: (draft: PlanDraft) => void
}

export const ReadingRules = ({ kind, look, draft, onChange }: ReadingRulesProps) => {
  const t = useTranslations('mutabakat')
  const has = (field: keyof PlanDraft['columns']) => draft.columns[field] !== undefined
  const none = { id: NONE, label: t('wizard.no_default') }
  const asksDay = kind === 'balances' && !has('date')
  const asksSide = kind === 'balances' && !has('side') && !has('debit_balance')
  const asksDecimal = look.ambiguous.decimal || draft.decimal !== null
  const asksOrder = look.ambiguous.date_order || draft.date_order !== 'dmy'
  if (!asksDay && !asksSide && has('currency') && !asksDecimal && !asksOrder) return null
  return (
    <fieldset className="mt-5 border-t border-line pt-4">
      <legend className="float-left mb-3 w-full text-sm font-semibold">{t('wizard.defaults')}</legend>
      <div className="clear-both grid gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {asksDay && (
          <DateField
            label={t('field.date')}
            isRequired
            description={t('wizard.default_hint')}
            value={draft.date}
            onChange={date => onChange({ ...draft, date })}
          />
        )}
        {!has('currency') && (
          <Select
            label={t('field.currency')}
            description={t('wizard.default_hint')}
            value={draft.currency ?? NONE}
            onChange={id => onChange({ ...draft, currency: CURRENCIES.find(one => one === id) ?? null })}
            options={[none, ...CURRENCIES.map(id => ({ id, label: id }))]}
          />
        )}
        {asksSide && (
          <Select
            label={t('field.side')}
            description={t('wizard.side_hint')}
            value={draft.side ?? NONE}
            onChange={id => onChange({ ...draft, side: SIDES.find(one => one === id) ?? null })}
            options={[none, ...SIDES.map(id => ({ id, label: `${t(`side.${id}`)} (${t(`side.${id}_hint`)})` }))]}
          />
        )}
        {asksDecimal && (
          <Select
            label={t('wizard.decimal')}
            description={t('wizard.decimal_hint')}
            value={draft.decimal ?? NONE}
            onChange={id => onChange({ ...draft, decimal: id === ',' || id === '.' ? id : null })}
            options={[
              { id: NONE, label: t('wizard.decimal_ask') },
              { id: ',', label: '1.234,00' },
              { id: '.', label: '1,234.00' },
            ]}
          />
        )}
        {asksOrder && (
          <Select
            label={t('wizard.date_order')}
            value={draft.date_order}
            onChange={id => onChange({ ...draft, date_order: id === 'mdy' ? 'mdy' : 'dmy' })}
            options={[
              { id: 'dmy', label: t('wizard.dmy') },
              { id: 'mdy', label: t('wizard.mdy') },
            ]}
          />
        )}
      </div>
    </fieldset>
  )
}
