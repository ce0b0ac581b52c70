/** How long an answer may take, what counts as no difference, who signs, and what the portal says of personal data. */
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { CURRENCIES } from '#platform/contract'
import { FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { NumberField } from '../../../../web/kit/number-field.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import type { SettingsAnswer } from '../../contract/index.ts'
import { AmountsField, amountsOf, listOf } from './amounts-field.tsx'
import { SettingsSection, useMayDecide } from './settings-section.tsx'

const schema = z.object({
  reply_days: z.number().int().min(1).max(90),
  tolerance: z.partialRecord(z.enum(CURRENCIES), z.string()),
  signer_name: z.string().trim().max(150),
  signer_title: z.string().trim().max(150),
  kep: z.string().trim().max(254),
  sms_title: z
    .string()
    .trim()
    .regex(/^([A-Za-z0-9 *.-]{3,11})?$/),
  privacy_notice: z.string().trim().max(10_000),
})

export const GeneralTab = ({ settings }: { settings: SettingsAnswer }) => {
  const t = useTranslations('mutabakat.setup')
  const isReadOnly = !useMayDecide()
  const { value } = settings
  const form = useZodForm(schema, {
    defaultValues: {
      reply_days: value.reply_days,
      tolerance: amountsOf(value.tolerance),
      signer_name: value.letter_signer?.name ?? '',
      signer_title: value.letter_signer?.title ?? '',
      kep: value.kep ?? '',
      sms_title: value.sms_title ?? '',
      privacy_notice: value.privacy_notice ?? '',
    },
  })
  return (
    <SettingsSection
      title={t('general')}
      settings={settings}
      form={form}
      partOf={fields => ({
        reply_days: fields.reply_days,
        tolerance: listOf(fields.tolerance),
        letter_signer: fields.signer_name ? { name: fields.signer_name, title: fields.signer_title || null } : null,
        kep: fields.kep || null,
        sms_title: fields.sms_title || null,
        privacy_notice: fields.privacy_notice || null,
      })}
    >
      <FormField form={form} name="reply_days">
        {field => (
          <NumberField
            {...field}
            onChange={days => days !== null && field.onChange(days)}
            label={t('reply_days')}
            description={t('reply_days_hint')}
            min={1}
            max={90}
            className="max-w-48"
            isReadOnly={isReadOnly}
          />
        )}
      </FormField>
      <FormField form={form} name="tolerance">
        {field => (
          <AmountsField
            legend={t('tolerance')}
            hint={t('tolerance_hint')}
            value={field.value}
            onChange={field.onChange}
            isReadOnly={isReadOnly}
          />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField form={form} name="signer_name">
          {field => <TextField {...field} label={t('signer')} description={t('signer_hint')} isReadOnly={isReadOnly} />}
        </FormField>
        <FormField form={form} name="signer_title">
          {field => <TextField {...field} label={t('signer_title')} isReadOnly={isReadOnly} />}
        </FormField>
        <FormField form={form} name="kep">
          {field => <TextField {...field} label={t('kep')} description={t('kep_hint')} isReadOnly={isReadOnly} />}
        </FormField>
        <FormField form={form} name="sms_title">
          {field => (
            <TextField
              {...field}
              label={t('sms_title')}
              description={t('sms_title_hint')}
              maxLength={11}
              isReadOnly={isReadOnly}
            />
          )}
        </FormField>
      </div>
      <FormField form={form} name="privacy_notice">
        {field => (
          <TextArea
            {...field}
            label={t('privacy')}
            description={t('privacy_hint')}
            rows={5}
            maxLength={10_000}
            isReadOnly={isReadOnly}
          />
        )}
      </FormField>
    </SettingsSection>
  )
}
