/** The first start: the link the server printed makes the first owner and their company. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { z } from 'zod'
import { emailSchema, nameSchema, newPasswordSchema, readSetupRoute, setUpRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useEnter } from '../session/use-enter.ts'
import { useLinkToken } from '../session/use-link-token.ts'
import { PublicFrame } from './public-frame.tsx'

const setUpForm = z.object({ title: nameSchema, name: nameSchema, email: emailSchema, password: newPasswordSchema })

const SetUpPage = () => {
  const t = useTranslations('setUp')
  const token = useLinkToken()
  const setup = useQuery({ queryKey: ['setup'], queryFn: ({ signal }) => call(readSetupRoute, {}, { signal }) })
  return (
    <PublicFrame title={t('title')} description={t('text')} wide>
      {setup.error ? (
        <ErrorState error={setup.error} onRetry={() => void setup.refetch()} isRetrying={setup.isFetching} />
      ) : !setup.data ? (
        <SkeletonLines />
      ) : !setup.data.open || !token ? (
        <EmptyState
          title={setup.data.open ? t('noToken') : t('closed')}
          action={
            <Link to="/sign-in" className="font-medium text-accent hover:underline">
              {t('toSignIn')}
            </Link>
          }
        />
      ) : (
        <SetUpForm token={token} />
      )}
    </PublicFrame>
  )
}

export default SetUpPage

const SetUpForm = ({ token }: { token: string }) => {
  const t = useTranslations('setUp')
  const locale = useLocale()
  const navigate = useNavigate()
  const enter = useEnter()
  const form = useZodForm(setUpForm, { defaultValues: { title: '', name: '', email: '', password: '' } })
  const send = async ({ title, ...person }: z.output<typeof setUpForm>) => {
    const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const { user, company } = await call(setUpRoute, {
      body: { token, locale, ...person, company: { title, time_zone } },
    })
    await enter(user)
    await navigate({ to: `/c/${company.slug}`, replace: true })
  }
  return (
    <Form
      form={form}
      onSubmit={send}
      footer={({ isSubmitting }) => (
        <Button type="submit" tone="primary" pending={isSubmitting} className="w-full">
          {t('submit')}
        </Button>
      )}
    >
      <FormField form={form} name="title">
        {field => <TextField {...field} label={t('company')} autoComplete="organization" autoFocus isRequired />}
      </FormField>
      <FormField form={form} name="name">
        {field => <TextField {...field} label={t('name')} autoComplete="name" isRequired />}
      </FormField>
      <FormField form={form} name="email">
        {field => <TextField {...field} label={t('email')} type="email" autoComplete="username" isRequired />}
      </FormField>
      <FormField form={form} name="password">
        {field => (
          <TextField
            {...field}
            label={t('password')}
            description={t('passwordHint')}
            type="password"
            autoComplete="new-password"
            isRequired
          />
        )}
      </FormField>
    </Form>
  )
}
