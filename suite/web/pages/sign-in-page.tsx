/** Signing in; in the demonstration one button fills in the sample person. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { LogIn, Sparkles } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { signInRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { returnPath } from '../format/return-path.ts'
import { destination } from '../format/search-params.ts'
import { Button } from '../kit/button.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { TextField } from '../kit/text-field.tsx'
import { chosenLocale, useChooseLocale } from '../session/locale.tsx'
import { meQuery } from '../session/me.ts'
import { PublicFrame } from './public-frame.tsx'

const signInForm = signInRoute.body!

const SignInPage = () => {
  const t = useTranslations('signIn')
  const search: { next?: string; ended?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const choose = useChooseLocale()
  const { data: me } = useQuery(meQuery)
  const form = useZodForm(signInForm, { defaultValues: { email: '', password: '', rememberMe: true } })
  const next = returnPath(search.next)

  const signIn = async (body: { email: string; password: string; rememberMe: boolean }) => {
    const { user } = await call(signInRoute, { body })
    // Nothing of whoever was here before may show.
    queries.clear()
    await queries.fetchQuery(meQuery)
    if (user.locale && chosenLocale() === null) await choose(user.locale, { remember: false })
    await navigate({ ...destination(next), replace: true })
  }
  if (me?.user) return <Navigate {...destination(next)} replace />
  const sample = me?.sample
  return (
    <PublicFrame title={t('title')} description={search.ended ? t('ended') : t('text')}>
      <Form
        form={form}
        onSubmit={signIn}
        footer={({ isSubmitting }) => (
          <Button type="submit" tone="primary" icon={LogIn} pending={isSubmitting} className="w-full">
            {t('submit')}
          </Button>
        )}
      >
        <FormField form={form} name="email">
          {field => <TextField {...field} label={t('email')} type="email" autoComplete="username" autoFocus />}
        </FormField>
        <FormField form={form} name="password">
          {field => <TextField {...field} label={t('password')} type="password" autoComplete="current-password" />}
        </FormField>
      </Form>
      {sample && (
        <div className="mt-5 rounded-xl bg-accent-soft p-4 text-sm">
          <p className="font-medium text-accent">{t('sampleTitle')}</p>
          <p className="mt-0.5 break-words">{sample.email}</p>
          <p className="break-words">{sample.password}</p>
          <Button
            small
            icon={Sparkles}
            className="mt-3"
            pending={form.formState.isSubmitting}
            onPress={() => void signIn({ ...sample, rememberMe: true })}
          >
            {t('sampleButton')}
          </Button>
        </div>
      )}
    </PublicFrame>
  )
}

export default SignInPage
