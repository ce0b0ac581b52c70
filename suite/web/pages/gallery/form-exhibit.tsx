/** A form with its checks: wrong fields say so, sending shows itself, and what the server refuses stands over it. */
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { ApiError } from '../../api/api-error.ts'
import { Button } from '../../kit/button.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { Exhibit } from './exhibit.tsx'

const schema = z.object({ title: z.string().trim().min(1).max(200), email: z.email() })

const refuse = async () => {
  throw new ApiError(409, 'conflict', 'Bu unvanla bir cari zaten var.', { requestId: '0199a3f2-7c1e-7d44' })
}

export const FormExhibit = () => {
  const t = useTranslations('account')
  const form = useZodForm(schema, { defaultValues: { title: 'Işık Tekstil A.Ş.', email: 'ali@' } })
  return (
    <Exhibit name="Form, FormField">
      <div className="w-full">
        <Form
          form={form}
          onSubmit={refuse}
          footer={({ isSubmitting }) => (
            <div>
              <Button type="submit" pending={isSubmitting}>
                {t('save')}
              </Button>
            </div>
          )}
        >
          <FormField form={form} name="title">
            {field => <TextField {...field} label="Unvan" isRequired />}
          </FormField>
          <FormField form={form} name="email">
            {field => <TextField {...field} label="E-posta" type="email" isRequired />}
          </FormField>
        </Form>
      </div>
    </Exhibit>
  )
}
