/** Who asked for a confirmation, and where the copy of its answer goes. */
import { useTranslations } from 'use-intl'
import { FormField } from '../../../../web/kit/form.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import type { LetterFormState } from './letter-fields.ts'

export const AuditorFields = ({ form }: { form: LetterFormState }) => {
  const t = useTranslations('mutabakat.kinds.form')
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-1.5 text-sm font-medium">{t('auditor')}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField form={form} name="auditor.firm">
          {field => <TextField {...field} label={t('firm')} maxLength={200} isRequired />}
        </FormField>
        <FormField form={form} name="auditor.name">
          {field => <TextField {...field} label={t('person')} maxLength={150} isRequired />}
        </FormField>
        <FormField form={form} name="auditor.email">
          {field => <TextField {...field} label={t('email')} type="email" maxLength={254} isRequired />}
        </FormField>
        <FormField form={form} name="auditor.reference">
          {field => <TextField {...field} label={t('reference')} maxLength={60} />}
        </FormField>
      </div>
    </fieldset>
  )
}
