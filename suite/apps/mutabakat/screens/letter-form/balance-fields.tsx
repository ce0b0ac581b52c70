/** What a letter about a balance asks for: amount, currency and rate where there is a choice, and who owes whom. */
import { useLocale, useTranslations } from 'use-intl'
import { CURRENCIES } from '#platform/contract'
import { classes } from '../../../../web/kit/classes.ts'
import { FormField } from '../../../../web/kit/form.tsx'
import { MoneyField } from '../../../../web/kit/money-field.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { SIDES } from '../../contract/index.ts'
import { amountText } from './amount-text.ts'
import { choosesCurrency, hasRate, type LetterFormState } from './letter-fields.ts'

export const CurrencyField = ({ form }: { form: LetterFormState }) => {
  const t = useTranslations('mutabakat.form')
  const kind = form.watch('kind')
  return (
    <FormField form={form} name="currency">
      {field => (
        <Select
          {...field}
          label={t('currency')}
          // A balance in lira is `cari`.
          options={CURRENCIES.filter(id => kind !== 'cari_doviz' || id !== 'TRY').map(id => ({ id, label: id }))}
        />
      )}
    </FormField>
  )
}

export const RateField = ({ form }: { form: LetterFormState }) => {
  const t = useTranslations('mutabakat.kinds.form')
  const [kind, currency] = form.watch(['kind', 'currency'])
  if (!hasRate({ kind, currency })) return null
  return (
    <FormField form={form} name="rate">
      {field => (
        <TextField
          {...field}
          label={t('rate')}
          description={t('rate_hint', { currency })}
          errorMessage={field.errorMessage && t('rate_invalid')}
          inputMode="decimal"
          align="end"
          maxLength={20}
          className="sm:max-w-60"
        />
      )}
    </FormField>
  )
}

type Props = {
  form: LetterFormState
  /** Of a new version: it stays of its currency. */
  isVersion?: boolean
}

export const BalanceFields = ({ form, isVersion = false }: Props) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const [kind, amount, currency] = form.watch(['kind', 'amount', 'currency'])
  const isChosen = choosesCurrency(kind)
  return (
    <>
      <div className={classes('grid gap-4', isChosen && !isVersion && 'sm:grid-cols-[1fr_8rem]')}>
        <FormField form={form} name="amount">
          {field => (
            <MoneyField
              {...field}
              currency={isChosen ? currency : 'TRY'}
              label={t('form.balance')}
              description={amountText(amount, isChosen ? currency : 'TRY', locale)}
              isRequired
            />
          )}
        </FormField>
        {isChosen && !isVersion && <CurrencyField form={form} />}
      </div>
      <RateField form={form} />
      <FormField form={form} name="side">
        {field => (
          <RadioGroup
            {...field}
            label={t('form.side')}
            columns={2}
            options={SIDES.map(id => ({ id, label: t(`side.${id}_hint`), description: t(`side.${id}`) }))}
          />
        )}
      </FormField>
    </>
  )
}
