/** What proves that somebody may touch the second factor: the password, and a code. */
import { useTranslations } from 'use-intl'
import { disableSecondFactorRoute } from '#platform/contract'
import { Button, type ButtonTone } from '../../kit/button.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { TextField } from '../../kit/text-field.tsx'

const proofForm = disableSecondFactorRoute.body!

export type ProofFormProps = {
  text: string
  submitLabel: string
  tone: ButtonTone
  onSubmit: (proof: { password: string; code: string }) => Promise<void>
}

export const ProofForm = ({ text, submitLabel, tone, onSubmit }: ProofFormProps) => {
  const t = useTranslations('secondFactor')
  const form = useZodForm(proofForm, { defaultValues: { password: '', code: '' } })
  return (
    <Form
      form={form}
      onSubmit={onSubmit}
      footer={({ isSubmitting }) => (
        <Button type="submit" tone={tone} pending={isSubmitting} className="w-full">
          {submitLabel}
        </Button>
      )}
    >
      <p className="text-sm text-ink-soft">{text}</p>
      <FormField form={form} name="password">
        {field => (
          <TextField {...field} label={t('password')} type="password" autoComplete="current-password" autoFocus />
        )}
      </FormField>
      <FormField form={form} name="code">
        {field => <TextField {...field} label={t('anyCode')} autoComplete="one-time-code" maxLength={40} />}
      </FormField>
    </Form>
  )
}
