/** What our own books say, filled in with what was found in them: to disagree with, or to answer a blank letter. */
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { MoneyField } from '../../../../web/kit/money-field.tsx'
import { NumberField } from '../../../../web/kit/number-field.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { type Incoming, type IncomingAnswerInput, REASON_CODES, SIDES } from '../../contract/index.ts'
import { isBabs } from '../../domain/index.ts'

const amount = z.string().regex(/^\d{1,16}\.\d{2}$/, { error: 'required' })
const count = z.number().int().min(0).max(1_000_000).nullable()
const rest = {
  reason_code: z.enum(REASON_CODES),
  /** As on the wire: seen from the company that asks. */
  own_side: z.enum(SIDES),
  note: z.string().trim().max(2000),
  title: z.string().trim().max(150),
}
const disagreeSchema = z.object({ ...rest, amount: amount.or(z.literal('')), own_count: count })
const balanceSchema = z.object({ ...rest, amount, own_count: count })
const declarationSchema = z.object({
  ...rest,
  amount,
  own_count: count.refine(given => given !== null, { error: 'required' }),
})

type Props = {
  incoming: Incoming
  choice: 'disagree' | 'balance'
  onAnswer: (input: IncomingAnswerInput) => Promise<void>
}

export const OwnFigureForm = ({ incoming, choice, onAnswer }: Props) => {
  const t = useTranslations('mutabakat')
  const { own, currency } = incoming
  const isDeclaration = isBabs(incoming.kind)
  const asked = isDeclaration ? declarationSchema : balanceSchema
  const form = useZodForm(choice === 'balance' ? asked : disagreeSchema, {
    defaultValues: {
      reason_code: 'missing_invoice',
      amount: own?.balance.amount ?? '',
      own_side: own?.side ?? incoming.side ?? (incoming.kind === 'ba' ? 'A' : 'B'),
      own_count: own?.documents?.count ?? null,
      note: '',
      title: '',
    },
  })
  return (
    <Form
      form={form}
      onSubmit={value =>
        onAnswer({
          choice,
          title: value.title || null,
          reason_code: choice === 'disagree' ? value.reason_code : null,
          note: value.note || null,
          own_balance: value.amount ? { amount: value.amount, currency } : null,
          own_side: value.amount ? value.own_side : null,
          own_count: isDeclaration ? value.own_count : null,
        })
      }
      footer={({ isSubmitting }) => (
        <div>
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('mirror.answer.send')}
          </Button>
        </div>
      )}
    >
      {choice === 'disagree' && (
        <FormField form={form} name="reason_code">
          {field => (
            <Select
              {...field}
              label={t('mirror.answer.reason')}
              options={REASON_CODES.map(id => ({ id, label: t(`reason.${id}`) }))}
            />
          )}
        </FormField>
      )}
      {isDeclaration && (
        <FormField form={form} name="own_count">
          {field => <NumberField {...field} min={0} label={t('mirror.answer.count')} />}
        </FormField>
      )}
      <FormField form={form} name="amount">
        {field => (
          <MoneyField
            {...field}
            currency={currency}
            label={t(isDeclaration ? 'mirror.answer.amount_babs' : 'mirror.answer.amount')}
          />
        )}
      </FormField>
      {/* The side of a declaration is its form's own. */}
      {!isDeclaration && (
        <FormField form={form} name="own_side">
          {field => (
            <RadioGroup
              {...field}
              label={t('mirror.answer.side')}
              options={SIDES.map(id => ({ id, label: t(`mirror.answer.side_${id}`) }))}
            />
          )}
        </FormField>
      )}
      <FormField form={form} name="note">
        {field => <TextArea {...field} label={t('mirror.answer.note')} maxLength={2000} />}
      </FormField>
      <FormField form={form} name="title">
        {field => <TextField {...field} label={t('mirror.answer.job_title')} autoComplete="organization-title" />}
      </FormField>
    </Form>
  )
}
