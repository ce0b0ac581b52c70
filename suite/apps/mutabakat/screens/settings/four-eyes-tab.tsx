/** From which amount a second person looks at a letter before it goes out. */
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { CURRENCIES } from '#platform/contract'
import { FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { Switch } from '../../../../web/kit/switch.tsx'
import type { SettingsAnswer } from '../../contract/index.ts'
import { AmountsField, amountsOf, listOf } from './amounts-field.tsx'
import { SettingsSection, useMayDecide } from './settings-section.tsx'

const schema = z.object({ enabled: z.boolean(), limits: z.partialRecord(z.enum(CURRENCIES), z.string()) })

export const FourEyesTab = ({ settings }: { settings: SettingsAnswer }) => {
  const t = useTranslations('mutabakat.setup')
  const isReadOnly = !useMayDecide()
  const { enabled, limits } = settings.value.four_eyes
  const form = useZodForm(schema, { defaultValues: { enabled, limits: amountsOf(limits) } })
  const isOn = form.watch('enabled')
  return (
    <SettingsSection
      title={t('four_eyes')}
      settings={settings}
      form={form}
      partOf={fields => ({ four_eyes: { enabled: fields.enabled, limits: listOf(fields.limits) } })}
    >
      <p className="text-sm text-ink-soft">{t('four_eyes_text')}</p>
      <FormField form={form} name="enabled">
        {field => (
          <Switch isSelected={field.value} onChange={field.onChange} isReadOnly={isReadOnly}>
            {t('four_eyes_on')}
          </Switch>
        )}
      </FormField>
      {isOn && (
        <FormField form={form} name="limits">
          {field => (
            <AmountsField
              legend={t('limits')}
              hint={t('limits_hint')}
              value={field.value}
              onChange={field.onChange}
              isReadOnly={isReadOnly}
            />
          )}
        </FormField>
      )}
    </SettingsSection>
  )
}
