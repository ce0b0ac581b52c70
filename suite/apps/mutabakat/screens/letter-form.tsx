/** The fields of a letter: day, balance, side in words, a note. The same for a new one and for a draft. */
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { z } from 'zod'
import { CURRENCIES, type Currency, textToMinor } from '#platform/contract'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Form, FormField, useZodForm } from '../../../web/kit/form.tsx'
import { MoneyField } from '../../../web/kit/money-field.tsx'
import { RadioGroup } from '../../../web/kit/radio-group.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { daySchema, SIDES } from '../contract/index.ts'
import { amountInWords } from '../domain/index.ts'
import { CounterpartyField } from './counterparty-field.tsx'

const schema = z.object({
  counterparty_id: z.string().min(1),
  balance_date: daySchema,
  amount: z.string().regex(/^\d{1,16}\.\d{2}$/),
  currency: z.enum(CURRENCIES),
  side: z.enum(SIDES),
  note: z.string().max(2000),
})
export type LetterFields = z.output<typeof schema>

export type LetterFormProps = {
  defaultValues: LetterFields
  onSubmit: (value: LetterFields) => Promise<unknown>
  /** False for a draft: whose letter it is does not change. */
  choosesCounterparty: boolean
  footer: (state: { isSubmitting: boolean }) => ReactNode
}

export const LetterForm = ({ defaultValues, onSubmit, choosesCounterparty, footer }: LetterFormProps) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const form = useZodForm(schema, { defaultValues })
  const [amount, currency] = form.watch(['amount', 'currency'])
  const words = /^\d{1,16}\.\d{2}$/.test(amount)
    ? amountInWords({ minor: textToMinor(amount), currency: currency as Currency }, locale)
    : ''
  return (
    <Form form={form} onSubmit={onSubmit} footer={footer}>
      {choosesCounterparty && (
        <FormField form={form} name="counterparty_id">
          {field => <CounterpartyField {...field} label={t('form.counterparty')} isRequired />}
        </FormField>
      )}
      <FormField form={form} name="balance_date">
        {field => <DateField {...field} label={t('form.balance_date')} isRequired />}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
        <FormField form={form} name="amount">
          {field => (
            <MoneyField
              {...field}
              currency={currency as Currency}
              label={t('form.balance')}
              description={words}
              isRequired
            />
          )}
        </FormField>
        <FormField form={form} name="currency">
          {field => (
            <Select
              {...field}
              label={t('form.currency')}
              options={CURRENCIES.map(id => ({ id, label: id }))}
              onChange={id => field.onChange(id)}
            />
          )}
        </FormField>
      </div>
      <FormField form={form} name="side">
        {field => (
          <RadioGroup
            {...field}
            label={t('form.side')}
            options={SIDES.map(id => ({ id, label: t(`side.${id}_hint`), description: t(`side.${id}`) }))}
          />
        )}
      </FormField>
      <FormField form={form} name="note">
        {field => <TextArea {...field} label={t('form.note')} description={t('form.note_hint')} maxLength={2000} />}
      </FormField>
    </Form>
  )
}
