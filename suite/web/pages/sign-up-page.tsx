/** Making an account where everybody may: asks for the address, and with the link of the mail for the rest. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { DoorClosed, MailCheck, Send } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { z } from 'zod'
import { emailSchema, nameSchema, newPasswordSchema, requestSignUpRoute, signUpRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { Button, buttonClasses } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { meQuery } from '../session/me.ts'
import { useEnter } from '../session/use-enter.ts'
import { useLinkToken } from '../session/use-link-token.ts'
import { LinkOver, useLinkOver } from './link-over.tsx'
import { PublicFrame } from './public-frame.tsx'

const SignUpPage = () => {
  const token = useLinkToken()
  return token ? <Finish key={token} token={token} /> : <AskForLink />
}

export default SignUpPage

const askForm = z.object({ email: emailSchema })

const AskForLink = () => {
  const t = useTranslations('signUp')
  const locale = useLocale()
  const me = useQuery(meQuery)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useZodForm(askForm, { defaultValues: { email: '' } })
  const ask = async ({ email }: { email: string }) => {
    await call(requestSignUpRoute, { body: { email, locale } })
    setSentTo(email)
  }
  const isOpen = me.data?.sign_up === 'open'
  return (
    <PublicFrame title={t('askTitle')} description={isOpen && sentTo === null && t('askText')}>
      {me.error ? (
        <ErrorState error={me.error} onRetry={() => void me.refetch()} isRetrying={me.isFetching} />
      ) : !me.data ? (
        <SkeletonLines lines={3} />
      ) : !isOpen ? (
        <EmptyState icon={DoorClosed} title={t('closedTitle')}>
          {t('closedText')}
        </EmptyState>
      ) : sentTo !== null ? (
        <div role="status">
          <EmptyState icon={MailCheck} title={t('sentTitle')}>
            {t('sentText', { email: sentTo })}
          </EmptyState>
        </div>
      ) : (
        <Form
          form={form}
          onSubmit={ask}
          footer={({ isSubmitting }) => (
            <Button type="submit" tone="primary" icon={Send} pending={isSubmitting} className="w-full">
              {t('ask')}
            </Button>
          )}
        >
          <FormField form={form} name="email">
            {field => <TextField {...field} label={t('email')} type="email" autoComplete="email" autoFocus />}
          </FormField>
        </Form>
      )}
      <p className="mt-4 text-sm">
        <Link to="/sign-in" className="font-medium text-accent hover:underline">
          {t('toSignIn')}
        </Link>
      </p>
    </PublicFrame>
  )
}

const finishForm = z.object({ title: nameSchema, name: nameSchema, password: newPasswordSchema })

const Finish = ({ token }: { token: string }) => {
  const t = useTranslations('signUp')
  const locale = useLocale()
  const navigate = useNavigate()
  const enter = useEnter()
  const { isOver, watchLink } = useLinkOver()
  const form = useZodForm(finishForm, { defaultValues: { title: '', name: '', password: '' } })
  const send = ({ title, ...person }: z.output<typeof finishForm>) =>
    watchLink(async () => {
      const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      const body = { token, locale, ...person, company: { title, time_zone } }
      const { user, company } = await call(signUpRoute, { body })
      await enter(user)
      await navigate({ to: `/c/${company.slug}`, replace: true })
    })
  return (
    <PublicFrame title={t('title')} description={!isOver && t('text')} wide>
      {isOver ? (
        <LinkOver>
          <Link to="/sign-up" className={buttonClasses('primary')}>
            {t('askAgain')}
          </Link>
        </LinkOver>
      ) : (
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
      )}
    </PublicFrame>
  )
}
