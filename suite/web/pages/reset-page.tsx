/** A forgotten password: asks for the address, and with the link of the mail for another password. */
import { Link } from '@tanstack/react-router'
import { KeyRound, MailCheck, Send } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { z } from 'zod'
import { emailSchema, forgotPasswordRoute, newPasswordSchema, resetPasswordRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { Button, buttonClasses } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useLinkToken } from '../session/use-link-token.ts'
import { LinkOver, useLinkOver } from './link-over.tsx'
import { PublicFrame } from './public-frame.tsx'

const ResetPage = () => {
  const token = useLinkToken()
  return token ? <ChoosePassword key={token} token={token} /> : <AskForLink />
}

export default ResetPage

const askForm = z.object({ email: emailSchema })

const AskForLink = () => {
  const t = useTranslations('reset')
  const locale = useLocale()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useZodForm(askForm, { defaultValues: { email: '' } })
  const ask = async ({ email }: { email: string }) => {
    await call(forgotPasswordRoute, { body: { email, locale } })
    setSentTo(email)
  }
  return (
    <PublicFrame title={t('askTitle')} description={sentTo === null && t('askText')}>
      {sentTo === null ? (
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
            {field => <TextField {...field} label={t('email')} type="email" autoComplete="username" autoFocus />}
          </FormField>
        </Form>
      ) : (
        <div role="status">
          <EmptyState icon={MailCheck} title={t('sentTitle')}>
            {t('sentText', { email: sentTo })}
          </EmptyState>
        </div>
      )}
      <p className="mt-4 text-sm">
        <Link to="/sign-in" className="font-medium text-accent hover:underline">
          {t('toSignIn')}
        </Link>
      </p>
    </PublicFrame>
  )
}

const passwordForm = z.object({ password: newPasswordSchema })

const ChoosePassword = ({ token }: { token: string }) => {
  const t = useTranslations('reset')
  const [isDone, setDone] = useState(false)
  const { isOver, watchLink } = useLinkOver()
  const form = useZodForm(passwordForm, { defaultValues: { password: '' } })
  const save = ({ password }: { password: string }) =>
    watchLink(async () => {
      await call(resetPasswordRoute, { body: { token, password } })
      setDone(true)
    })
  return (
    <PublicFrame title={t('title')} description={!isDone && !isOver && t('text')}>
      {isOver ? (
        <LinkOver>
          <Link to="/reset" className={buttonClasses('primary')}>
            {t('askAgain')}
          </Link>
        </LinkOver>
      ) : isDone ? (
        <div role="status">
          <EmptyState
            icon={KeyRound}
            title={t('doneTitle')}
            action={
              <Link to="/sign-in" className={buttonClasses('primary')}>
                {t('toSignIn')}
              </Link>
            }
          >
            {t('doneText')}
          </EmptyState>
        </div>
      ) : (
        <Form
          form={form}
          onSubmit={save}
          footer={({ isSubmitting }) => (
            <Button type="submit" tone="primary" pending={isSubmitting} className="w-full">
              {t('submit')}
            </Button>
          )}
        >
          <FormField form={form} name="password">
            {field => (
              <TextField
                {...field}
                label={t('password')}
                description={t('passwordHint')}
                type="password"
                autoComplete="new-password"
                autoFocus
              />
            )}
          </FormField>
        </Form>
      )}
    </PublicFrame>
  )
}
