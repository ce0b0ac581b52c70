/** A letter that shows no balance: the reader writes their own, and the figures are compared. */
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { MoneyField } from '../../../../web/kit/money-field.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { SIDES } from '../../contract/index.ts'
import type { AnswerFormProps } from './answer-form.tsx'

const schema = z.object({
  amount: z.string().regex(/^\d{1,16}\.\d{2}$/, { error: 'required' }),
  own_side: z.enum(SIDES),
  note: z.string().trim().max(2000),
  name: z.string().trim().min(2).max(150),
  title: z.string().trim().max(150),
})

export const BlankForm = ({ letter, onAnswer }: AnswerFormProps) => {
  const t = useTranslations('mutabakat.portal')
  const form = useZodForm(schema, {
    defaultValues: { amount: '', own_side: 'B', note: '', name: letter.contact_name ?? '', title: '' },
  })
  return (
    <section aria-label={t('blank_question')} className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">{t('blank_question')}</h2>
      <Form
        form={form}
        onSubmit={({ amount, own_side, note, name, title }) =>
          onAnswer({
            choice: 'balance',
            name,
            own_side,
            reason_code: null,
            title: title || null,
            note: note || null,
            own_balance: { amount, currency: letter.currency },
          })
        }
        footer={({ isSubmitting }) => (
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('confirm_balance')}
          </Button>
        )}
      >
        <FormField form={form} name="amount">
          {field => <MoneyField {...field} currency={letter.currency} label={t('own_balance')} isRequired />}
        </FormField>
        <FormField form={form} name="own_side">
          {field => (
            <RadioGroup
              {...field}
              label={t('own_side')}
              options={SIDES.map(id => ({ id, label: t(`own_side_${id}`) }))}
            />
          )}
        </FormField>
        <FormField form={form} name="note">
          {field => <TextArea {...field} label={t('note')} maxLength={2000} />}
        </FormField>
        <FormField form={form} name="name">
          {field => <TextField {...field} label={t('name')} autoComplete="name" isRequired />}
        </FormField>
        <FormField form={form} name="title">
          {field => <TextField {...field} label={t('job_title')} autoComplete="organization-title" />}
        </FormField>
      </Form>
      <p className="text-xs text-ink-soft">{t('legal')}</p>
    </section>
  )
}
