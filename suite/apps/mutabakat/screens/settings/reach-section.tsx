/** Whether letters that do not reach anybody go on by themselves, after how long and by which ways. */
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { NumberField } from '../../../../web/kit/number-field.tsx'
import { Switch } from '../../../../web/kit/switch.tsx'
import type { SettingsAnswer } from '../../contract/index.ts'
import { SettingsSection, useMayDecide } from './settings-section.tsx'

const MOST_HOURS = 90

const schema = z.object({
  enabled: z.boolean(),
  unseen_hours: z.number().int().min(1).max(MOST_HOURS),
  sms: z.boolean(),
  call: z.boolean(),
})

export const ReachSection = ({ settings }: { settings: SettingsAnswer }) => {
  const t = useTranslations('mutabakat.reaching')
  const isReadOnly = !useMayDecide()
  const { enabled, unseen_hours, ways } = settings.value.reach
  const form = useZodForm(schema, {
    defaultValues: { enabled, unseen_hours, sms: ways.includes('sms'), call: ways.includes('call') },
  })
  const isOn = form.watch('enabled')
  return (
    <SettingsSection
      title={t('setup_title')}
      settings={settings}
      form={form}
      partOf={({ sms, call, ...value }) => ({
        reach: { ...value, ways: [...(sms ? (['sms'] as const) : []), ...(call ? (['call'] as const) : [])] },
      })}
    >
      <p className="text-sm text-ink-soft">{t('setup_text')}</p>
      <FormField form={form} name="enabled">
        {({ value, onChange }) => (
          <Switch isSelected={value} onChange={onChange} isReadOnly={isReadOnly}>
            {t('setup_enabled')}
          </Switch>
        )}
      </FormField>
      {isOn && (
        <>
          <FormField form={form} name="unseen_hours">
            {({ value, onChange, errorMessage }) => (
              <NumberField
                label={t('setup_hours')}
                value={value}
                min={1}
                max={MOST_HOURS}
                onChange={hours => hours !== null && onChange(hours)}
                errorMessage={errorMessage}
                isReadOnly={isReadOnly}
                className="sm:max-w-xs"
              />
            )}
          </FormField>
          <fieldset>
            <legend className="text-sm font-medium">{t('setup_ways')}</legend>
            {(['sms', 'call'] as const).map(way => (
              <FormField key={way} form={form} name={way}>
                {({ value, onChange }) => (
                  <Checkbox isSelected={value} onChange={onChange} isReadOnly={isReadOnly}>
                    {t(`setup_${way}`)}
                  </Checkbox>
                )}
              </FormField>
            ))}
          </fieldset>
        </>
      )}
    </SettingsSection>
  )
}
