/** Agree in two taps; disagree with a reason and one's own balance. What is typed stays when the network fails. */
import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../../web/kit/button.tsx'
import { Form, FormField, useZodForm } from '../../../../../web/kit/form.tsx'
import { MoneyField } from '../../../../../web/kit/money-field.tsx'
import { NumberField } from '../../../../../web/kit/number-field.tsx'
import { RadioGroup } from '../../../../../web/kit/radio-group.tsx'
import { Select } from '../../../../../web/kit/select.tsx'
import { TextArea } from '../../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../../web/kit/text-field.tsx'
import {
  type PortalAnswerInput,
  type PortalLetter,
  REASON_CODES,
  type ReasonCode,
  SIDES,
} from '../../../contract/index.ts'
import { isBabs } from '../../../domain/index.ts'

/** Why two declarations of one month differ; what is paid or carried over is in neither. */
const BABS_REASONS: readonly ReasonCode[] = [
  'missing_invoice',
  'return',
  'date_cutoff',
  'double_booking',
  'vat',
  'other',
]

const shared = {
  name: z.string().trim().min(2).max(150),
  title: z.string().trim().max(150),
}
const agreeSchema = z.object(shared)
const disagreeSchema = z.object({
  ...shared,
  reason_code: z.enum(REASON_CODES),
  amount: z.string().regex(/^(\d{1,16}\.\d{2})?$/),
  /** As on the wire: seen from the company that asks. */
  own_side: z.enum(SIDES),
  own_count: z.number().int().min(0).max(1_000_000).nullable(),
  note: z.string().trim().max(2000),
})

export type AnswerFormProps = { letter: PortalLetter; onAnswer: (input: PortalAnswerInput) => Promise<void> }

export const AnswerForm = ({ letter, onAnswer }: AnswerFormProps) => {
  const t = useTranslations('mutabakat.portal')
  const [choice, setChoice] = useState<'agree' | 'disagree' | null>(null)
  const question = isBabs(letter.kind)
    ? t(`babs.question_${letter.kind}`)
    : t(letter.kind === 'teyit' ? 'auditor.question' : 'question')
  return (
    <section aria-label={question} className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">{question}</h2>
      <div className="grid gap-3 sm:grid-cols-2">
        <Button
          tone={choice === 'disagree' ? 'secondary' : 'primary'}
          icon={ThumbsUp}
          aria-pressed={choice === 'agree'}
          onPress={() => setChoice('agree')}
        >
          {t('agree')}
        </Button>
        <Button
          tone={choice === 'disagree' ? 'primary' : 'secondary'}
          icon={ThumbsDown}
          aria-pressed={choice === 'disagree'}
          onPress={() => setChoice('disagree')}
        >
          {t('disagree')}
        </Button>
      </div>
      {/* Both stay: who goes to the other answer and back finds what they typed. */}
      <div hidden={choice !== 'agree'}>
        <Agree letter={letter} onAnswer={onAnswer} />
      </div>
      <div hidden={choice !== 'disagree'}>
        <Disagree letter={letter} onAnswer={onAnswer} />
      </div>
      <p className="text-xs text-ink-soft">{t('legal')}</p>
    </section>
  )
}

const Agree = ({ letter, onAnswer }: AnswerFormProps) => {
  const t = useTranslations('mutabakat.portal')
  const form = useZodForm(agreeSchema, { defaultValues: { name: letter.contact_name ?? '', title: '' } })
  return (
    <Form
      form={form}
      onSubmit={value =>
        onAnswer({
          choice: 'agree',
          name: value.name,
          title: value.title || null,
          reason_code: null,
          note: null,
          own_balance: null,
          own_side: null,
          own_count: null,
        })
      }
      footer={({ isSubmitting }) => (
        <Button tone="primary" type="submit" pending={isSubmitting}>
          {t('confirm_agree')}
        </Button>
      )}
    >
      <FormField form={form} name="name">
        {field => <TextField {...field} label={t('name')} autoComplete="name" isRequired />}
      </FormField>
      <FormField form={form} name="title">
        {field => <TextField {...field} label={t('job_title')} autoComplete="organization-title" />}
      </FormField>
    </Form>
  )
}

const Disagree = ({ letter, onAnswer }: AnswerFormProps) => {
  const t = useTranslations('mutabakat')
  const isDeclaration = isBabs(letter.kind)
  const form = useZodForm(disagreeSchema, {
    defaultValues: {
      name: letter.contact_name ?? '',
      title: '',
      reason_code: 'missing_invoice',
      amount: '',
      own_side: letter.side ?? 'B',
      own_count: null,
      note: '',
    },
  })
  return (
    <Form
      form={form}
      onSubmit={value =>
        onAnswer({
          choice: 'disagree',
          name: value.name,
          title: value.title || null,
          reason_code: value.reason_code,
          note: value.note || null,
          own_balance: value.amount ? { amount: value.amount, currency: letter.currency } : null,
          own_side: value.amount ? value.own_side : null,
          own_count: value.own_count,
        })
      }
      footer={({ isSubmitting }) => (
        <Button tone="primary" type="submit" pending={isSubmitting}>
          {t('portal.confirm_disagree')}
        </Button>
      )}
    >
      <FormField form={form} name="reason_code">
        {field => (
          <Select
            {...field}
            label={t('portal.reason')}
            options={(isDeclaration ? BABS_REASONS : REASON_CODES).map(id => ({ id, label: t(`reason.${id}`) }))}
          />
        )}
      </FormField>
      {isDeclaration && (
        <FormField form={form} name="own_count">
          {field => <NumberField {...field} min={0} label={t('portal.babs.own_count')} />}
        </FormField>
      )}
      <FormField form={form} name="amount">
        {field => (
          <MoneyField
            {...field}
            currency={letter.currency}
            label={t(isDeclaration ? 'portal.babs.own_amount' : 'portal.own_balance')}
          />
        )}
      </FormField>
      {/* The side of a declaration is its form's own. */}
      {!isDeclaration && (
        <FormField form={form} name="own_side">
          {field => (
            <RadioGroup
              {...field}
              label={t('portal.own_side')}
              options={SIDES.map(id => ({ id, label: t(`portal.own_side_${id}`) }))}
            />
          )}
        </FormField>
      )}
      <FormField form={form} name="note">
        {field => <TextArea {...field} label={t('portal.note')} description={t('portal.note_hint')} maxLength={2000} />}
      </FormField>
      <FormField form={form} name="name">
        {field => <TextField {...field} label={t('portal.name')} autoComplete="name" isRequired />}
      </FormField>
      <FormField form={form} name="title">
        {field => <TextField {...field} label={t('portal.job_title')} autoComplete="organization-title" />}
      </FormField>
      {!isDeclaration && <p className="text-xs text-ink-soft">{t('portal.objection')}</p>}
    </Form>
  )
}
