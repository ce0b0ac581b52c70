/** Adds or changes one counterparty; its numbers are checked while typing, by the same rules as on the server. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { LOCALES } from '#platform/contract'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../web/kit/form.tsx'
import { notify } from '../../../web/kit/notify.ts'
import { Select } from '../../../web/kit/select.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { useCompany, useCompanyCall } from '../../../web/session/company.tsx'
import { type Counterparty, routes } from '../contract/index.ts'
import { isEmail, isTckn, isVkn, isVoen } from '../domain/index.ts'
import { counterpartiesKey } from './live-letters.ts'

const TAX_KINDS = ['vkn', 'tckn', 'voen', 'foreign', 'none'] as const
const KINDS = ['customer', 'supplier', 'both'] as const

const fits = (kind: (typeof TAX_KINDS)[number], value: string): boolean =>
  kind === 'none' ||
  value === '' ||
  kind === 'foreign' ||
  (kind === 'vkn' && isVkn(value)) ||
  (kind === 'tckn' && isTckn(value)) ||
  (kind === 'voen' && isVoen(value))

const schema = z.object({
  code: z.string().trim().min(1).max(40),
  title: z.string().trim().min(1).max(250),
  kind: z.enum(KINDS),
  tax_kind: z.enum(TAX_KINDS),
  tax_number: z.string().trim().max(20),
  tax_office: z.string().trim().max(100),
  contact_name: z.string().trim().max(150),
  email: z
    .string()
    .trim()
    .refine(value => value === '' || isEmail(value.toLowerCase()), { error: 'email' }),
  mobile: z.string().trim().max(30),
  locale: z.enum(LOCALES),
  contract_notice: z.boolean(),
})

/** `wrongNumber`: the sentence under a number whose check digits do not fit its kind. */
const checked = (wrongNumber: string) =>
  schema.refine(card => fits(card.tax_kind, card.tax_number), { path: ['tax_number'], error: wrongNumber })

export type CounterpartyDialogProps = {
  /** Null adds a new one. */
  counterparty: Counterparty | null
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onSaved?: (saved: Counterparty) => void
}

export const CounterpartyDialog = (props: CounterpartyDialogProps) => {
  const t = useTranslations('mutabakat.counterparties')
  return (
    <Dialog
      title={props.counterparty ? t('edit') : t('new')}
      size="large"
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
    >
      {close => <CounterpartyForm {...props} close={close} />}
    </Dialog>
  )
}

const CounterpartyForm = ({ counterparty, onSaved, close }: CounterpartyDialogProps & { close: () => void }) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const [intent] = useState(() => crypto.randomUUID())
  const form = useZodForm(checked(t('counterparties.tax_number_invalid')), {
    defaultValues: {
      code: counterparty?.code ?? '',
      title: counterparty?.title ?? '',
      kind: counterparty?.kind ?? 'customer',
      tax_kind: counterparty?.tax_kind ?? 'vkn',
      tax_number: counterparty?.tax_number ?? '',
      tax_office: counterparty?.tax_office ?? '',
      contact_name: counterparty?.contact_name ?? '',
      email: counterparty?.email ?? '',
      mobile: counterparty?.mobile ?? '',
      locale: counterparty?.locale ?? 'tr',
      contract_notice: counterparty?.contract_notice ?? false,
    },
  })
  const save = async (value: z.output<typeof schema>) => {
    const body = {
      ...value,
      tax_kind: value.tax_number === '' ? ('none' as const) : value.tax_kind,
      tax_number: value.tax_number || null,
      tax_office: value.tax_office || null,
      contact_name: value.contact_name || null,
      email: value.email || null,
      mobile: value.mobile || null,
    }
    const saved = counterparty
      ? await call(routes.updateCounterparty, { params: { id: counterparty.id }, body }, { ifMatch: counterparty.rev })
      : await call(routes.createCounterparty, { body }, { idempotencyKey: intent })
    await queries.invalidateQueries({ queryKey: counterpartiesKey(company) })
    notify({ level: 'success', text: t('counterparties.saved', { title: saved.title }) })
    onSaved?.(saved)
    close()
  }
  const text = (name: 'code' | 'title' | 'tax_number' | 'tax_office' | 'contact_name' | 'email' | 'mobile') => (
    <FormField form={form} name={name}>
      {field => (
        <TextField
          {...field}
          label={t(`field.${name}`)}
          isRequired={name === 'code' || name === 'title'}
          type={name === 'email' ? 'email' : name === 'mobile' ? 'tel' : 'text'}
        />
      )}
    </FormField>
  )
  return (
    <Form
      form={form}
      onSubmit={save}
      className="grid gap-4 sm:grid-cols-2"
      footer={({ isSubmitting }) => (
        <div className="flex justify-end sm:col-span-2">
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('counterparties.save')}
          </Button>
        </div>
      )}
    >
      {text('code')}
      {text('title')}
      <FormField form={form} name="kind">
        {field => (
          <Select {...field} label={t('field.kind')} options={KINDS.map(id => ({ id, label: t(`kind.${id}`) }))} />
        )}
      </FormField>
      <FormField form={form} name="locale">
        {field => (
          <Select
            {...field}
            label={t('field.locale')}
            options={LOCALES.map(id => ({ id, label: t(`language.${id}`) }))}
          />
        )}
      </FormField>
      <FormField form={form} name="tax_kind">
        {field => (
          <Select
            {...field}
            label={t('field.tax_number')}
            options={TAX_KINDS.map(id => ({ id, label: t(`tax_kind.${id}`) }))}
          />
        )}
      </FormField>
      {text('tax_number')}
      {text('tax_office')}
      {text('contact_name')}
      {text('email')}
      {text('mobile')}
      <div className="sm:col-span-2">
        <FormField form={form} name="contract_notice">
          {field => (
            <Checkbox isSelected={field.value} onChange={field.onChange}>
              <span>
                {t('field.contract_notice')}
                <span className="block text-xs text-ink-soft">{t('field.contract_notice_hint')}</span>
              </span>
            </Checkbox>
          )}
        </FormField>
      </div>
    </Form>
  )
}
