/** The form of a letter: what it is about first, then what that kind asks for. The same for a new one and for a draft. */
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { useKeptInput } from '../../../../web/kit/use-kept-input.ts'
import { type BabsScope, LETTER_STYLES, WRITTEN_KINDS, type WrittenKind } from '../../contract/index.ts'
import { isBabs } from '../../domain/index.ts'
import { CounterpartyField } from '../counterparties/counterparty-field.tsx'
import { useChoices } from '../letters/live-letters.ts'
import { useSettings } from '../settings/use-settings.ts'
import { AuditorFields } from './auditor-fields.tsx'
import { BabsFields } from './babs-fields.tsx'
import { BalanceFields } from './balance-fields.tsx'
import { DueFields } from './due-fields.tsx'
import { bodyOf, type LetterFields, type LetterFormState, letterFields } from './letter-fields.ts'

/** What is sent: the letter's figures as the wire takes them, and whose letter of which kind it is. */
export type LetterDraft = ReturnType<typeof bodyOf> & { kind: WrittenKind; counterparty_id: string }

export type LetterFormProps = {
  defaultValues: LetterFields
  onSubmit: (draft: LetterDraft) => Promise<unknown>
  /** False for a draft: what it is and whose does not change. */
  isNew: boolean
  footer: (state: { isSubmitting: boolean }) => ReactNode
}

/** Which documents the company compares unless told otherwise. */
export const useUsualScope = (): BabsScope => useSettings().data?.value.babs.scope ?? 'paper'

const KindField = ({ form }: { form: LetterFormState }) => {
  const t = useTranslations('mutabakat')
  const choose = (kind: WrittenKind) => {
    form.setValue('kind', kind)
    // Lira has a kind of its own.
    if (kind === 'cari_doviz' && form.getValues('currency') === 'TRY') form.setValue('currency', 'USD')
    form.clearErrors()
  }
  return (
    <FormField form={form} name="kind">
      {field => (
        <RadioGroup
          {...field}
          onChange={choose}
          label={t('kinds.form.kind')}
          columns={2}
          options={WRITTEN_KINDS.map(id => ({
            id,
            label: t(`letter_kind.${id}`),
            description: t(`kinds.form.hint.${id}`),
          }))}
        />
      )}
    </FormField>
  )
}

const AnswerFields = ({ form, isNew }: { form: LetterFormState; isNew: boolean }) => {
  const t = useTranslations('mutabakat')
  const choices = useChoices()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormField form={form} name="style">
        {field => (
          <Select
            {...field}
            label={t('kinds.form.style')}
            description={t(`kinds.form.styles_hint.${field.value}`)}
            options={LETTER_STYLES.map(id => ({ id, label: t(`style.${id}`) }))}
          />
        )}
      </FormField>
      <FormField form={form} name="responsible_id">
        {field => (
          <Select
            {...field}
            label={t('kinds.form.responsible')}
            options={[
              // Who was named once is replaced, not forgotten.
              ...(isNew || field.value === '' ? [{ id: '', label: t('kinds.form.card_responsible') }] : []),
              ...(choices.data?.members ?? []).map(({ id, name }) => ({ id, label: name })),
            ]}
          />
        )}
      </FormField>
    </div>
  )
}

export const LetterForm = ({ defaultValues, onSubmit, isNew, footer }: LetterFormProps) => {
  const t = useTranslations('mutabakat.form')
  const form = useZodForm(letterFields, { defaultValues })
  const isRestored = useKeptInput(form, isNew ? 'letter' : null)
  const usualScope = useUsualScope()
  const kind = form.watch('kind')
  const submit = ({ counterparty_id, ...value }: LetterFields) =>
    onSubmit({ ...bodyOf({ counterparty_id, ...value }, usualScope), kind: value.kind, counterparty_id })
  return (
    <Form form={form} onSubmit={submit} footer={footer}>
      {isRestored && (
        <p role="status" className="rounded-lg bg-sunken px-3 py-2 text-sm">
          {t('restored')}
        </p>
      )}
      {isNew && <KindField form={form} />}
      {isNew && (
        <FormField form={form} name="counterparty_id">
          {field => <CounterpartyField {...field} label={t('counterparty')} isRequired />}
        </FormField>
      )}
      {isBabs(kind) ? (
        <BabsFields form={form} usualScope={usualScope} />
      ) : (
        <>
          <FormField form={form} name="balance_date">
            {field => <DateField {...field} label={t('balance_date')} className="sm:max-w-60" isRequired />}
          </FormField>
          {kind === 'cari_vade' ? <DueFields form={form} /> : <BalanceFields form={form} />}
        </>
      )}
      {kind === 'teyit' && <AuditorFields form={form} />}
      <AnswerFields form={form} isNew={isNew} />
      <FormField form={form} name="note">
        {field => <TextArea {...field} label={t('note')} description={t('note_hint')} maxLength={2000} />}
      </FormField>
    </Form>
  )
}
