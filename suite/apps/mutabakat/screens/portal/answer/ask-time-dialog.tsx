/** "I need until …": a day from tomorrow to sixty days away; the sender is told and reminders wait. */
import { useTranslations } from 'use-intl'
import { Button } from '../../../../../web/kit/button.tsx'
import { useClock } from '../../../../../web/kit/clock.tsx'
import { DateField } from '../../../../../web/kit/date-field.tsx'
import { Dialog } from '../../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../../web/kit/form.tsx'
import { TextField } from '../../../../../web/kit/text-field.tsx'
import { type PortalLetter, portalUntilInput } from '../../../contract/index.ts'
import { addDays, dayInZone } from '../../../domain/index.ts'
import type { PortalApi } from '../portal-api.ts'
import { watchGrant } from '../use-portal.ts'

const MOST_DAYS = 60

type Props = {
  api: PortalApi
  letter: PortalLetter
  onLetter: (letter: PortalLetter) => void
  onClose: () => void
  onGrantOver: () => void
}

export const AskTimeDialog = ({ api, letter, onLetter, onClose, onGrantOver }: Props) => {
  const t = useTranslations('mutabakat.portal')
  const now = useClock()
  const today = dayInZone(new Date(now), Intl.DateTimeFormat().resolvedOptions().timeZone)
  const form = useZodForm(portalUntilInput, {
    defaultValues: { day: letter.asked_until?.day ?? addDays(today, 7), by: letter.contact_name ?? '' },
  })
  return (
    <Dialog title={t('until.title')} size="small" isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <Form
        form={form}
        onSubmit={async value => {
          onLetter(await watchGrant(api.askUntil(value), onGrantOver))
          onClose()
        }}
        footer={({ isSubmitting }) => (
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('until.deed')}
          </Button>
        )}
      >
        <p className="text-sm text-ink-soft">{t('until.text')}</p>
        <FormField form={form} name="day">
          {field => (
            <DateField
              {...field}
              label={t('until.day')}
              min={addDays(today, 1)}
              max={addDays(today, MOST_DAYS)}
              isRequired
            />
          )}
        </FormField>
        <FormField form={form} name="by">
          {field => <TextField {...field} label={t('name')} autoComplete="name" isRequired />}
        </FormField>
      </Form>
    </Dialog>
  )
}
