/** On which days after sending who has not answered is reminded, and by which way. */
import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { NumberField } from '../../../../web/kit/number-field.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { REMINDER_CHANNELS, type ReminderStep, reminderStepSchema, type SettingsAnswer } from '../../contract/index.ts'
import { SettingsSection, useMayDecide } from './settings-section.tsx'

const MOST_STEPS = 10
const LAST_DAY = 90

const schema = z.object({ steps: z.array(reminderStepSchema).max(MOST_STEPS) })

const rising = (steps: readonly ReminderStep[]): ReminderStep[] => steps.toSorted((a, b) => a.after_days - b.after_days)

/** Of two steps on one day the person sees a message, and saving waits. */
const isTwice = (steps: readonly ReminderStep[], at: number): boolean =>
  steps.some((step, index) => index !== at && step.after_days === steps[at]!.after_days)

export const RemindersTab = ({ settings }: { settings: SettingsAnswer }) => {
  const t = useTranslations('mutabakat')
  const isReadOnly = !useMayDecide()
  const form = useZodForm(
    schema.refine(({ steps }) => steps.every((_, at) => !isTwice(steps, at)), { path: ['steps'] }),
    { defaultValues: { steps: settings.value.reminders } },
  )
  return (
    <SettingsSection
      title={t('setup.reminders')}
      settings={settings}
      form={form}
      partOf={({ steps }) => ({ reminders: rising(steps) })}
    >
      <p className="text-sm text-ink-soft">{t('setup.reminders_text', { days: settings.value.reply_days })}</p>
      <FormField form={form} name="steps">
        {({ value: steps, onChange }) => {
          const change = (at: number, part: Partial<ReminderStep>) =>
            onChange(steps.map((step, index) => (index === at ? { ...step, ...part } : step)))
          const last = Math.max(0, ...steps.map(step => step.after_days))
          return (
            <div className="flex flex-col gap-3">
              {steps.length === 0 && <p className="text-sm">{t('setup.no_reminders')}</p>}
              <ol className="flex flex-col gap-3">
                {steps.map((step, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own, and its day changes while typing
                  <li key={at} className="grid grid-cols-[1fr_1fr_auto] items-start gap-3 sm:max-w-lg">
                    <NumberField
                      label={t('setup.after_days')}
                      value={step.after_days}
                      min={1}
                      max={LAST_DAY}
                      onChange={days => days !== null && change(at, { after_days: days })}
                      errorMessage={isTwice(steps, at) ? t('setup.day_twice') : undefined}
                      isReadOnly={isReadOnly}
                    />
                    <Select
                      label={t('setup.channel')}
                      value={step.channel}
                      onChange={channel => change(at, { channel })}
                      isDisabled={isReadOnly}
                      options={REMINDER_CHANNELS.map(id => ({ id, label: t(`channel.${id}`) }))}
                    />
                    {!isReadOnly && (
                      <IconButton
                        icon={Trash2}
                        className="mt-6.5"
                        label={t('setup.remove_day', { days: String(step.after_days) })}
                        onPress={() => onChange(steps.filter((_, index) => index !== at))}
                      />
                    )}
                  </li>
                ))}
              </ol>
              {!isReadOnly && steps.length < MOST_STEPS && last < LAST_DAY && (
                <div>
                  <Button
                    small
                    icon={Plus}
                    onPress={() => onChange([...steps, { after_days: last + 1, channel: 'email' }])}
                  >
                    {t('setup.add_reminder')}
                  </Button>
                </div>
              )}
            </div>
          )
        }}
      </FormField>
    </SettingsSection>
  )
}
