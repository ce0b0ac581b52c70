/** What stands on the company's letters; read-only for who may not change it. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { z } from 'zod'
import { type Company, changeCompanyRoute } from '#platform/contract'
import { Button } from '../../kit/button.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { notify } from '../../kit/notify.ts'
import { EditingHere } from '../../kit/presence-avatars.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { ME_KEY } from '../../session/me.ts'
import { companyForm } from './company-schema.ts'
import { settingsRoomOf } from './settings-room.ts'

export const CompanyForm = ({ company, canChange }: { company: Company; canChange: boolean }) => {
  const t = useTranslations('settings')
  const tab = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const form = useZodForm(companyForm, {
    defaultValues: {
      title: company.title,
      vkn: company.vkn ?? '',
      tax_office: company.tax_office ?? '',
      address: company.address ?? '',
      time_zone: company.time_zone,
    },
  })
  const save = async (body: z.output<typeof companyForm>) => {
    const saved = await call(changeCompanyRoute, { body })
    queries.setQueryData([...companyKey(tab), 'details'], saved)
    form.reset(form.getValues())
    notify({ level: 'success', text: t('saved') })
    await queries.invalidateQueries({ queryKey: ME_KEY })
  }
  const shared = { isReadOnly: !canChange }
  return (
    <>
      {form.formState.isDirty && <EditingHere room={settingsRoomOf(tab)} />}
      <Form
        form={form}
        onSubmit={save}
        footer={({ isSubmitting }) =>
          canChange && (
            <div>
              <Button type="submit" tone="primary" pending={isSubmitting} isDisabled={!form.formState.isDirty}>
                {t('save')}
              </Button>
            </div>
          )
        }
      >
        <FormField form={form} name="title">
          {field => <TextField {...field} {...shared} label={t('name')} isRequired />}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField form={form} name="vkn">
            {field => <TextField {...field} {...shared} label={t('vkn')} inputMode="numeric" maxLength={11} />}
          </FormField>
          <FormField form={form} name="tax_office">
            {field => <TextField {...field} {...shared} label={t('taxOffice')} />}
          </FormField>
        </div>
        <FormField form={form} name="address">
          {field => <TextArea {...field} {...shared} label={t('address')} />}
        </FormField>
        <FormField form={form} name="time_zone">
          {field => <TextField {...field} {...shared} label={t('timeZone')} description={t('timeZoneHint')} />}
        </FormField>
      </Form>
    </>
  )
}
