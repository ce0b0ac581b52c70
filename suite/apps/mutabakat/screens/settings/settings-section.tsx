/** One part of the settings as a form; read-only for who may not change it. */
import type { ReactNode } from 'react'
import type { FieldValues } from 'react-hook-form'
import { useTranslations } from 'use-intl'
import { ADMINS } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { Form, type FormOf } from '../../../../web/kit/form.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { EditingHere } from '../../../../web/kit/presence-avatars.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import type { Settings, SettingsAnswer } from '../../contract/index.ts'
import { StaleNote } from '../stale-note.tsx'
import { setupRoomOf, useSaveSettings } from './use-settings.ts'

export const useMayDecide = (): boolean => {
  const { role } = useCompany()
  return typeof ADMINS === 'object' && ADMINS.roles.includes(role)
}

export type SettingsSectionProps<In extends FieldValues, Out> = {
  title: string
  settings: SettingsAnswer
  form: FormOf<In, Out>
  /** What of the settings the fields stand for. */
  partOf: (value: Out) => Partial<Settings>
  children: ReactNode
}

export const SettingsSection = <In extends FieldValues, Out>(props: SettingsSectionProps<In, Out>) => {
  const { title, settings, form, partOf, children } = props
  const t = useTranslations('mutabakat.setup')
  const mayDecide = useMayDecide()
  const company = useCompany()
  const { save, isStale } = useSaveSettings(settings)
  return (
    <Card title={title} className="max-w-3xl">
      {form.formState.isDirty && <EditingHere room={setupRoomOf(company)} />}
      <Form
        form={form}
        onSubmit={async value => {
          if (!(await save(partOf(value)))) return
          form.reset(form.getValues())
          notify({ level: 'success', text: t('saved') })
        }}
        footer={({ isSubmitting }) =>
          mayDecide ? (
            <div>
              <Button type="submit" tone="primary" pending={isSubmitting} isDisabled={!form.formState.isDirty}>
                {t('save')}
              </Button>
            </div>
          ) : (
            <p className="text-sm text-ink-soft">{t('read_only')}</p>
          )
        }
      >
        {children}
        {isStale && <StaleNote changes={[]} />}
      </Form>
    </Card>
  )
}
