/** A letter that shows no figures: the reader writes their own, and both are compared. */
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../../web/kit/button.tsx'
import { Form, FormField, useZodForm } from '../../../../../web/kit/form.tsx'
import { MoneyField } from '../../../../../web/kit/money-field.tsx'
import { NumberField } from '../../../../../web/kit/number-field.tsx'
import { RadioGroup } from '../../../../../web/kit/radio-group.tsx'
import { TextArea } from '../../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../../web/kit/text-field.tsx'
import { SIDES } from '../../../contract/index.ts'
import { isBabs } from '../../../domain/index.ts'
import type { AnswerFormProps } from './answer-form.tsx'

const figures = {
  amount: z.string().regex(/^\d{1,16}\.\d{2}$/, { error: 'required' }),
  own_side: z.enum(SIDES),
  note: z.string().trim().max(2000),
  name: z.string().trim().min(2).max(150),
  title: z.string().trim().max(150),
}
const ownCount = z.number().int().min(0).max(1_000_000).nullable()
const balanceSchema = z.object({ ...figures, own_count: ownCount })
const declarationSchema = z.object({
  ...figures,
  own_count: ownCount.refine(count => count !== null, { error: 'required' }),
})

export const BlankForm = ({ letter, onAnswer }: AnswerFormProps) => {
  const t = useTranslations('mutabakat.portal')
  const isDeclaration = isBabs(letter.kind)
  const form = useZodForm(isDeclaration ? declarationSchema : balanceSchema, {
    defaultValues: {
      amount: '',
      own_count: null,
      // The side of a declaration is its form's own.
      own_side: letter.kind === 'ba' ? 'A' : 'B',
      note: '',
      name: letter.contact_name ?? '',
      title: '',
    },
  })
  const question = isBabs(letter.kind) ? t(`babs.blank_question_${letter.kind}`) : t('blank_question')
  return (
    <section aria-label={question} className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">{question}</h2>
      <Form
        form={form}
        onSubmit={({ amount, own_side, own_count, note, name, title }) =>
          onAnswer({
            choice: 'balance',
            name,
            own_side,
            own_count,
            reason_code: null,
            title: title || null,
            note: note || null,
            own_balance: { amount, currency: letter.currency },
          })
        }
        footer={({ isSubmitting }) => (
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t(isDeclaration ? 'babs.confirm' : 'confirm_balance')}
          </Button>
        )}
      >
        {isDeclaration && (
          <FormField form={form} name="own_count">
            {field => <NumberField {...field} min={0} label={t('babs.own_count')} isRequired />}
          </FormField>
        )}
        <FormField form={form} name="amount">
          {field => (
            <MoneyField
              {...field}
              currency={letter.currency}
              label={t(isDeclaration ? 'babs.own_amount' : 'own_balance')}
              isRequired
            />
          )}
        </FormField>
        {!isDeclaration && (
          <FormField form={form} name="own_side">
            {field => (
              <RadioGroup
                {...field}
                label={t('own_side')}
                options={SIDES.map(id => ({ id, label: t(`own_side_${id}`) }))}
              />
            )}
          </FormField>
        )}
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
