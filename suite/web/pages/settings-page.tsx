/** The company's own page: what stands on its letters, its people, and the way from the sample to a real start. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Company, changeCompanyRoute, readCompanyRoute } from '#platform/contract'
import { Button } from '../kit/button.tsx'
import { Card } from '../kit/card.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { notify } from '../kit/notify.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { TextField } from '../kit/text-field.tsx'
import { companyKey, useCompany, useCompanyCall } from '../session/company.tsx'
import { ME_KEY } from '../session/me.ts'
import { companyForm } from './company-form.ts'
import { MemberList } from './member-list.tsx'
import { RemoveSampleCard } from './remove-sample-card.tsx'

const SettingsPage = () => {
  const t = useTranslations('settings')
  const company = useCompany()
  const call = useCompanyCall()
  const details = useQuery({
    queryKey: [...companyKey(company), 'details'],
    queryFn: ({ signal }) => call(readCompanyRoute, {}, { signal }),
  })
  const isAdmin = company.role === 'owner' || company.role === 'admin'
  return (
    <>
      <PageHeader title={t('title')} description={company.title} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="space-y-5">
          <Card title={t('company')}>
            {details.data ? (
              <CompanyForm company={details.data} canChange={isAdmin} />
            ) : details.error ? (
              <ErrorState
                error={details.error}
                onRetry={() => void details.refetch()}
                isRetrying={details.isFetching}
              />
            ) : (
              <SkeletonLines lines={6} />
            )}
          </Card>
          {details.data?.sample && company.role === 'owner' && <RemoveSampleCard />}
        </div>
        <MemberList canChange={isAdmin} />
      </div>
    </>
  )
}

export default SettingsPage

const CompanyForm = ({ company, canChange }: { company: Company; canChange: boolean }) => {
  const t = useTranslations('settings')
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
  const save = async (body: Parameters<Parameters<typeof form.handleSubmit>[0]>[0]) => {
    const saved = await call(changeCompanyRoute, { body })
    queries.setQueryData([...companyKey(company), 'details'], saved)
    form.reset(form.getValues())
    notify({ level: 'success', text: t('saved') })
    await queries.invalidateQueries({ queryKey: ME_KEY })
  }
  const shared = { isReadOnly: !canChange }
  return (
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
  )
}
