/** "I am not the right person": the letter goes to a colleague, and this link ends. */
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../../web/kit/button.tsx'
import { Dialog } from '../../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../../web/kit/form.tsx'
import { TextField } from '../../../../../web/kit/text-field.tsx'
import { type PortalLetter, portalPassInput } from '../../../contract/index.ts'
import type { PortalApi } from '../portal-api.ts'
import { watchGrant } from '../use-portal.ts'

const schema = portalPassInput.extend({ email: z.email() })

type Props = {
  api: PortalApi
  letter: PortalLetter
  onPassed: (masked_address: string) => void
  onClose: () => void
  onGrantOver: () => void
}

export const PassOnDialog = ({ api, letter, onPassed, onClose, onGrantOver }: Props) => {
  const t = useTranslations('mutabakat.portal')
  const form = useZodForm(schema, { defaultValues: { name: '', email: '', by: letter.contact_name ?? '' } })
  return (
    <Dialog title={t('pass.title')} size="small" isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <Form
        form={form}
        onSubmit={async value => {
          onPassed((await watchGrant(api.passOn(value), onGrantOver)).masked_address)
        }}
        footer={({ isSubmitting }) => (
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('pass.deed')}
          </Button>
        )}
      >
        <p className="text-sm text-ink-soft">{t('pass.text')}</p>
        <FormField form={form} name="name">
          {field => <TextField {...field} label={t('pass.name')} isRequired />}
        </FormField>
        <FormField form={form} name="email">
          {field => <TextField {...field} label={t('pass.email')} type="email" inputMode="email" isRequired />}
        </FormField>
        <FormField form={form} name="by">
          {field => <TextField {...field} label={t('name')} autoComplete="name" isRequired />}
        </FormField>
      </Form>
    </Dialog>
  )
}
