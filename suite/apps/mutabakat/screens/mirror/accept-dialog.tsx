/** Which of our cards a company that asks for a link is: one with its number, another one, or a new card. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { type LinkInvitation, routes } from '../../contract/index.ts'
import { useRefreshLinks } from './use-mirror.ts'

const NEW = 'new'
const schema = z
  .object({ card: z.string().min(1), new_code: z.string().trim().max(40) })
  .refine(({ card, new_code }) => card !== NEW || new_code !== '', { path: ['new_code'], message: 'required' })

export const AcceptDialog = ({ invitation, onClose }: { invitation: LinkInvitation; onClose: () => void }) => {
  const t = useTranslations('mutabakat.mirror.links')
  const call = useCompanyCall()
  const refresh = useRefreshLinks()
  const { from, suggested } = invitation
  const [isNew, setNew] = useState(suggested.length === 0)
  const form = useZodForm(schema, { defaultValues: { card: suggested[0]?.id ?? NEW, new_code: from.tax_number } })
  return (
    <Dialog title={t('accept_title', { title: from.title })} isOpen onOpenChange={onClose}>
      <Form
        form={form}
        onSubmit={async ({ card, new_code }) => {
          const body = card === NEW ? { new_code } : { counterparty_id: card }
          await call(routes.acceptLink, { params: { id: invitation.id }, body })
          notify({ level: 'success', text: t('accepted', { title: from.title }) })
          await refresh()
          onClose()
        }}
        footer={({ isSubmitting }) => (
          <div className="flex justify-end">
            <Button tone="primary" type="submit" pending={isSubmitting}>
              {t('accept')}
            </Button>
          </div>
        )}
      >
        <p className="text-sm text-ink-soft">{t('accept_text')}</p>
        <FormField form={form} name="card">
          {field => (
            <RadioGroup
              {...field}
              onChange={id => {
                setNew(id === NEW)
                field.onChange(id)
              }}
              label={t('card')}
              options={[
                ...suggested.map(({ id, code, title }) => ({ id, label: title, description: code })),
                { id: NEW, label: t('new_card') },
              ]}
            />
          )}
        </FormField>
        {isNew && (
          <FormField form={form} name="new_code">
            {field => <TextField {...field} label={t('new_code')} isRequired />}
          </FormField>
        )}
      </Form>
    </Dialog>
  )
}
