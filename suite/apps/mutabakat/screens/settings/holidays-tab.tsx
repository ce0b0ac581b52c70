/** The days on which nothing goes out: those fixed by law, and the feasts that follow the moon. */
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { Switch } from '../../../../web/kit/switch.tsx'
import type { SettingsAnswer } from '../../contract/index.ts'
import { addDays, dayInZone, isHoliday } from '../../domain/index.ts'
import { SettingsSection, useMayDecide } from './settings-section.tsx'

const schema = z.object({ send_on_holidays: z.boolean(), feasts: z.array(z.iso.date()).max(200) })

/** The holidays of a year that need no settings. */
const fixedHolidays = (year: string): string[] =>
  Array.from({ length: 366 }, (_, at) => addDays(`${year}-01-01`, at)).filter(
    day => day.startsWith(year) && isHoliday(day, { religious_feasts: [] }),
  )

export const HolidaysTab = ({ settings }: { settings: SettingsAnswer }) => {
  const t = useTranslations('mutabakat.setup')
  const isReadOnly = !useMayDecide()
  const [added, setAdded] = useState('')
  const [year] = useState(() => dayInZone(new Date(), 'Europe/Istanbul').slice(0, 4))
  const { send_on_holidays, religious_feasts } = settings.value
  const form = useZodForm(schema, { defaultValues: { send_on_holidays, feasts: religious_feasts } })
  return (
    <SettingsSection
      title={t('holidays')}
      settings={settings}
      form={form}
      partOf={fields => ({ send_on_holidays: fields.send_on_holidays, religious_feasts: fields.feasts })}
    >
      <FormField form={form} name="send_on_holidays">
        {field => (
          <Switch isSelected={field.value} onChange={field.onChange} isReadOnly={isReadOnly}>
            {t('send_on_holidays')}
          </Switch>
        )}
      </FormField>
      <section aria-labelledby="fixed-holidays">
        <h3 id="fixed-holidays" className="text-sm font-medium">
          {t('fixed', { year })}
        </h3>
        <ul className="mt-1.5 flex flex-wrap gap-2 text-sm">
          {fixedHolidays(year).map(day => (
            <li key={day} className="rounded-full bg-sunken px-3 py-1">
              <DateText value={day} form="long" />
            </li>
          ))}
        </ul>
      </section>
      <FormField form={form} name="feasts">
        {({ value: feasts, onChange }) => (
          <section aria-labelledby="feasts">
            <h3 id="feasts" className="text-sm font-medium">
              {t('feasts')}
            </h3>
            <p className="text-xs text-ink-soft">{t('feasts_hint')}</p>
            {feasts.length === 0 ? (
              <p className="mt-2 text-sm">{t('no_feasts')}</p>
            ) : (
              <ul className="mt-2 flex flex-wrap gap-2 text-sm">
                {feasts.map(day => (
                  <li
                    key={day}
                    className="inline-flex items-center gap-1 rounded-full bg-accent-soft ps-3 pe-1 text-accent"
                  >
                    <DateText value={day} form="long" />
                    {isReadOnly ? (
                      <span className="h-8 w-2" />
                    ) : (
                      <IconButton
                        small
                        icon={X}
                        label={t('remove_feast', { day })}
                        onPress={() => onChange(feasts.filter(one => one !== day))}
                      />
                    )}
                  </li>
                ))}
              </ul>
            )}
            {!isReadOnly && (
              <div className="mt-3 flex flex-wrap items-end gap-3">
                <DateField label={t('feast_day')} className="w-44" value={added} onChange={setAdded} />
                <Button
                  icon={Plus}
                  isDisabled={added === '' || feasts.includes(added)}
                  onPress={() => {
                    onChange([...feasts, added].toSorted())
                    // The feasts last several days: the next one is offered.
                    setAdded(addDays(added, 1))
                  }}
                >
                  {t('add_feast')}
                </Button>
              </div>
            )}
          </section>
        )}
      </FormField>
    </SettingsSection>
  )
}
