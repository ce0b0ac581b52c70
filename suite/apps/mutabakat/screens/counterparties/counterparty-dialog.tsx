/** Adds or changes one counterparty; its numbers are checked while typing, by the same rules as on the server. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { CURRENCIES, LOCALES } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { EditingHere } from '../../../../web/kit/presence-avatars.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { type Counterparty, routes } from '../../contract/index.ts'
import { isEmail, isIban, isTckn, isVkn, isVoen } from '../../domain/index.ts'
import { LettersFollow } from '../cards/letters-follow.tsx'
import { cardRoomOf, useChoices, useRefreshCards } from '../cards/use-cards.ts'
import { currentOf, StaleNote } from '../stale-note.tsx'

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
  opted_out: z.boolean(),
  locale: z.enum(LOCALES),
  contract_notice: z.boolean(),
  currency: z.enum(CURRENCIES),
  country: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2}$/),
  iban: z
    .string()
    .trim()
    .refine(value => value === '' || isIban(value.replace(/\s/g, '').toUpperCase()), { error: 'invalid' }),
  group_code: z.string().trim().max(40),
  address: z.string().trim().max(300),
  responsible_id: z.string(),
})
type Fields = z.output<typeof schema>

const NOBODY = ''

/** What the fields hold of a card; an absent one begins as most cards are. */
const fieldsOf = (card: Counterparty | null): Fields => ({
  code: card?.code ?? '',
  title: card?.title ?? '',
  kind: card?.kind ?? 'customer',
  tax_kind: card?.tax_kind ?? 'vkn',
  tax_number: card?.tax_number ?? '',
  tax_office: card?.tax_office ?? '',
  contact_name: card?.contact_name ?? '',
  email: card?.email ?? '',
  mobile: card?.mobile ?? '',
  opted_out: card?.opted_out ?? false,
  locale: card?.locale ?? 'tr',
  contract_notice: card?.contract_notice ?? false,
  currency: card?.currency ?? 'TRY',
  country: card?.country ?? 'TR',
  iban: card?.iban ?? '',
  group_code: card?.group_code ?? '',
  address: card?.address ?? '',
  responsible_id: card?.responsible?.id ?? NOBODY,
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
      {close => (
        <>
          {props.counterparty && <EditingHere room={cardRoomOf(props.counterparty.id)} />}
          <CounterpartyForm {...props} close={close} />
        </>
      )}
    </Dialog>
  )
}

const CounterpartyForm = ({ counterparty, onSaved, close }: CounterpartyDialogProps & { close: () => void }) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const refresh = useRefreshCards()
  const choices = useChoices()
  const [intent] = useState(() => crypto.randomUUID())
  /** The card that is written over: the one that was opened, or what somebody else has made of it meanwhile. */
  const [base, setBase] = useState(counterparty)
  const [letters, setLetters] = useState(true)
  const form = useZodForm(checked(t('counterparties.tax_number_invalid')), { defaultValues: fieldsOf(counterparty) })
  const save = async (value: Fields) => {
    const body = {
      ...value,
      tax_kind: value.tax_number === '' ? ('none' as const) : value.tax_kind,
      tax_number: value.tax_number || null,
      tax_office: value.tax_office || null,
      contact_name: value.contact_name || null,
      email: value.email || null,
      mobile: value.mobile || null,
      iban: value.iban || null,
      group_code: value.group_code || null,
      address: value.address || null,
      responsible_id: value.responsible_id || null,
    }
    try {
      const saved = base
        ? await call(
            routes.updateCounterparty,
            { params: { id: base.id }, body: { ...body, letters } },
            { ifMatch: base.rev },
          )
        : await call(routes.createCounterparty, { body }, { idempotencyKey: intent })
      await refresh()
      notify({ level: 'success', text: t('counterparties.saved', { title: saved.title }) })
      onSaved?.(saved)
      close()
    } catch (error) {
      const current = currentOf<Counterparty>(error)
      if (!current) throw error
      setBase(current)
    }
  }
  const text = (
    name:
      | 'code'
      | 'title'
      | 'tax_number'
      | 'tax_office'
      | 'contact_name'
      | 'email'
      | 'mobile'
      | 'iban'
      | 'group_code'
      | 'country',
  ) => (
    <FormField form={form} name={name}>
      {field => (
        <TextField
          {...field}
          label={t(`field.${name}`)}
          isRequired={name === 'code' || name === 'title'}
          type={name === 'email' ? 'email' : name === 'mobile' ? 'tel' : 'text'}
          {...(name === 'country' ? { maxLength: 2 } : {})}
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
      <FormField form={form} name="responsible_id">
        {field => (
          <Select
            {...field}
            label={t('field.responsible')}
            options={[
              { id: NOBODY, label: t('cards.nobody') },
              ...(choices.data?.members ?? []).map(member => ({ id: member.id, label: member.name })),
            ]}
          />
        )}
      </FormField>
      {text('group_code')}
      {base && (base.responsible?.id ?? NOBODY) !== form.watch('responsible_id') && (
        <div className="sm:col-span-2">
          <LettersFollow isSelected={letters} onChange={setLetters} />
        </div>
      )}
      <FormField form={form} name="currency">
        {field => <Select {...field} label={t('field.currency')} options={CURRENCIES.map(id => ({ id, label: id }))} />}
      </FormField>
      {text('country')}
      <div className="sm:col-span-2">
        <FormField form={form} name="address">
          {field => <TextArea {...field} label={t('field.address')} rows={2} maxLength={300} />}
        </FormField>
      </div>
      <div className="sm:col-span-2">{text('iban')}</div>
      <div className="space-y-2 sm:col-span-2">
        <FormField form={form} name="opted_out">
          {field => (
            <Checkbox isSelected={field.value} onChange={field.onChange}>
              {t('cards.opted_out_hint')}
            </Checkbox>
          )}
        </FormField>
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
      {base !== counterparty && base && counterparty && (
        <div className="sm:col-span-2">
          <StaleNote changes={theirChanges(counterparty, base, name => t(`field.${name}`))} />
        </div>
      )}
    </Form>
  )
}

const TOLD = [
  'code',
  'title',
  'tax_number',
  'tax_office',
  'contact_name',
  'email',
  'mobile',
  'iban',
  'group_code',
  'address',
  'country',
  'currency',
] as const

/** What of the card somebody else changed since it was opened. */
const theirChanges = (
  opened: Counterparty,
  now: Counterparty,
  label: (name: (typeof TOLD)[number] | 'responsible') => string,
): (readonly [string, string])[] => [
  ...TOLD.filter(name => opened[name] !== now[name]).map(name => [label(name), now[name] ?? '–'] as const),
  ...(opened.responsible?.id === now.responsible?.id
    ? []
    : [[label('responsible'), now.responsible?.name ?? '–'] as const]),
]
