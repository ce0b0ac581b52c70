/** What a letter of form BA or BS asks for: the month, how many documents, their amount, and which documents count. */
import { useLocale, useTranslations } from 'use-intl'
import { FormField } from '../../../../web/kit/form.tsx'
import { MoneyField } from '../../../../web/kit/money-field.tsx'
import { NumberField } from '../../../../web/kit/number-field.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { BABS_SCOPES, type BabsScope } from '../../contract/index.ts'
import { MonthField } from '../babs/month-field.tsx'
import { amountText } from './amount-text.ts'
import type { LetterFormState } from './letter-fields.ts'

type Props = {
  form: LetterFormState
  usualScope: BabsScope
  /** Of a new version: it stays of its month. */
  isVersion?: boolean
}

export const BabsFields = ({ form, usualScope, isVersion = false }: Props) => {
  const t = useTranslations('mutabakat.kinds.form')
  const locale = useLocale()
  const amount = form.watch('amount')
  return (
    <>
      {!isVersion && (
        <FormField form={form} name="month">
          {field => <MonthField {...field} label={t('month')} isRequired />}
        </FormField>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField form={form} name="count">
          {field => (
            <NumberField
              {...field}
              label={t('count')}
              min={0}
              max={1_000_000}
              format={{ maximumFractionDigits: 0 }}
              isRequired
            />
          )}
        </FormField>
        <FormField form={form} name="amount">
          {field => (
            <MoneyField
              {...field}
              currency="TRY"
              label={t('amount')}
              description={amountText(amount, 'TRY', locale) || t('whole_lira')}
              errorMessage={
                form.formState.errors.amount?.message === 'not_whole' ? t('whole_lira') : field.errorMessage
              }
              isRequired
            />
          )}
        </FormField>
      </div>
      <FormField form={form} name="scope">
        {field => (
          <RadioGroup
            {...field}
            value={field.value ?? usualScope}
            label={t('scope')}
            columns={2}
            options={BABS_SCOPES.map(id => ({ id, label: t(`scopes.${id}`), description: t(`scopes_hint.${id}`) }))}
          />
        )}
      </FormField>
    </>
  )
}
