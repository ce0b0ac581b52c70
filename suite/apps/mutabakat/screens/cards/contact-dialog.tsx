/** Adds or changes one contact of a card: who it is, how they are reached, which kinds of letters go to them. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { EditingHere } from '../../../../web/kit/presence-avatars.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { type Contact, LETTER_KINDS, routes } from '../../contract/index.ts'
import { isEmail } from '../../domain/index.ts'
import { cardRoomOf, useRefreshCards } from './use-cards.ts'

const schema = z.object({
  name: z.string().trim().max(150),
  email: z
    .string()
    .trim()
    .max(254)
    .refine(value => value === '' || isEmail(value.toLowerCase()), { error: 'email' }),
  mobile: z.string().trim().max(30),
  kinds: z.array(z.enum(LETTER_KINDS)),
  opted_out: z.boolean(),
})

export type ContactDialogProps = {
  card_id: string
  /** Null adds a new one. */
  contact: Contact | null
  onClose: () => void
}

export const ContactDialog = ({ card_id, contact, onClose }: ContactDialogProps) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const refresh = useRefreshCards()
  const [intent] = useState(() => crypto.randomUUID())
  const form = useZodForm(schema, {
    defaultValues: {
      name: contact?.name ?? '',
      email: contact?.email ?? '',
      mobile: contact?.mobile ?? '',
      kinds: contact?.kinds ?? [],
      opted_out: contact?.opted_out ?? false,
    },
  })
  const save = async (value: z.output<typeof schema>) => {
    const body = { ...value, name: value.name || null, email: value.email || null, mobile: value.mobile || null }
    if (contact) await call(routes.updateContact, { params: { id: card_id, contact: contact.id }, body })
    else await call(routes.addContact, { params: { id: card_id }, body }, { idempotencyKey: intent })
    await refresh()
    onClose()
  }
  return (
    <Dialog title={t(contact ? 'cards.contact_edit' : 'cards.contact_new')} isOpen onOpenChange={onClose}>
      <EditingHere room={cardRoomOf(card_id)} />
      <Form
        form={form}
        onSubmit={save}
        footer={({ isSubmitting }) => (
          <div className="flex justify-end">
            <Button tone="primary" type="submit" pending={isSubmitting}>
              {t('counterparties.save')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="name">
          {field => <TextField {...field} label={t('cards.name')} />}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField form={form} name="email">
            {field => <TextField {...field} label={t('field.email')} type="email" />}
          </FormField>
          <FormField form={form} name="mobile">
            {field => <TextField {...field} label={t('field.mobile')} type="tel" />}
          </FormField>
        </div>
        <FormField form={form} name="kinds">
          {field => (
            <fieldset>
              <legend className="mb-1 text-sm font-medium">{t('cards.kinds')}</legend>
              <div className="flex flex-wrap gap-x-5 gap-y-1">
                {LETTER_KINDS.map(kind => (
                  <Checkbox
                    key={kind}
                    isSelected={field.value.includes(kind)}
                    onChange={isOn =>
                      field.onChange(isOn ? [...field.value, kind] : field.value.filter(one => one !== kind))
                    }
                  >
                    {t(`letter_kind.${kind}`)}
                  </Checkbox>
                ))}
              </div>
              <p className="mt-1 text-xs text-ink-soft">{t('cards.kinds_hint')}</p>
            </fieldset>
          )}
        </FormField>
        <FormField form={form} name="opted_out">
          {field => (
            <Checkbox isSelected={field.value} onChange={field.onChange}>
              {t('cards.opted_out_hint')}
            </Checkbox>
          )}
        </FormField>
      </Form>
    </Dialog>
  )
}
