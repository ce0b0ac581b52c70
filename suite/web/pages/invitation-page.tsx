/** An invitation to a company: the signed-in person takes it up, or a new one makes an account. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Unlink } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { z } from 'zod'
import { acceptInvitationRoute, nameSchema, newPasswordSchema, readInvitationRoute } from '#platform/contract'
import { ApiError } from '../api/api-error.ts'
import { call } from '../api/call.ts'
import { useErrorText } from '../api/use-error-text.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { meQuery } from '../session/me.ts'
import { useEnter } from '../session/use-enter.ts'
import { useLinkToken } from '../session/use-link-token.ts'
import { LinkOver } from './link-over.tsx'
import { PublicFrame } from './public-frame.tsx'
import { CodeForm } from './sign-in/code-form.tsx'
import { PasswordForm } from './sign-in/password-form.tsx'
import { useSignIn } from './sign-in/use-sign-in.ts'

const accountForm = z.object({ name: nameSchema, password: newPasswordSchema })

const InvitationPage = () => {
  const t = useTranslations('link')
  const title = useTranslations('invitation')('plainTitle')
  const token = useLinkToken()
  if (token) return <Invitation key={token} token={token} />
  return (
    <PublicFrame title={title}>
      <EmptyState
        icon={Unlink}
        title={t('missing')}
        action={
          <Link to="/sign-in" className="font-medium text-accent hover:underline">
            {t('toSignIn')}
          </Link>
        }
      >
        {t('missingText')}
      </EmptyState>
    </PublicFrame>
  )
}

export default InvitationPage

const isOver = (error: unknown): boolean => error instanceof ApiError && error.code === 'link_over'

const Invitation = ({ token }: { token: string }) => {
  const t = useTranslations('invitation')
  const role = useTranslations('platform.role')
  const me = useQuery(meQuery)
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => call(readInvitationRoute, { body: { token } }, { signal }),
  })
  const accept = useAccept(token)
  const { data } = invitation
  const isTheirs = data !== undefined && me.data?.user?.email.toLowerCase() === data.email.toLowerCase()
  return (
    <PublicFrame
      title={data ? t('title', { company: data.company.title }) : t('plainTitle')}
      description={data && t('text', { role: role(data.role), email: data.email })}
    >
      {isOver(invitation.error) ? (
        <LinkOver />
      ) : invitation.error ? (
        <ErrorState
          error={invitation.error}
          onRetry={() => void invitation.refetch()}
          isRetrying={invitation.isFetching}
        />
      ) : !data || me.isPending ? (
        <SkeletonLines />
      ) : isTheirs ? (
        <AcceptButton onAccept={() => accept({})} />
      ) : data.has_account ? (
        <SignInAndAccept email={data.email} onAccept={() => accept({})} />
      ) : (
        <NewAccount onAccept={accept} />
      )}
    </PublicFrame>
  )
}

type Accept = (account: { name?: string; password?: string }) => Promise<void>

const useAccept = (token: string): Accept => {
  const locale = useLocale()
  const enter = useEnter()
  const navigate = useNavigate()
  return async account => {
    const { user, company } = await call(acceptInvitationRoute, { body: { token, ...account, locale } })
    await enter(user)
    await navigate({ to: `/c/${company.slug}`, replace: true })
  }
}

/** Here and not on the sign-in page: the link would have to travel there in an address. */
const SignInAndAccept = ({ email, onAccept }: { email: string; onAccept: () => Promise<void> }) => {
  const t = useTranslations('invitation')
  const { step, enterPassword, enterCode, startAgain } = useSignIn(onAccept)
  if (step.is === 'code') return <CodeForm enterCode={enterCode} startAgain={startAgain} />
  return (
    <>
      <p className="mb-4">{t('signInFirst', { email })}</p>
      <PasswordForm
        enterPassword={enterPassword}
        email={email}
        submitLabel={t('signInAndAccept')}
        isOver={step.isOver}
      />
    </>
  )
}

const AcceptButton = ({ onAccept }: { onAccept: () => Promise<void> }) => {
  const t = useTranslations('invitation')
  const errorText = useErrorText()
  const [state, setState] = useState<{ pending: boolean; error: unknown }>({ pending: false, error: null })
  const accept = async () => {
    setState({ pending: true, error: null })
    await onAccept().catch((error: unknown) => setState({ pending: false, error }))
  }
  return (
    <div className="space-y-4">
      {state.error !== null && (
        <p role="alert" className="text-sm text-bad">
          {errorText(state.error)}
        </p>
      )}
      <Button tone="primary" pending={state.pending} onPress={accept} className="w-full">
        {t('accept')}
      </Button>
    </div>
  )
}

const NewAccount = ({ onAccept }: { onAccept: Accept }) => {
  const t = useTranslations('invitation')
  const form = useZodForm(accountForm, { defaultValues: { name: '', password: '' } })
  return (
    <Form
      form={form}
      onSubmit={onAccept}
      footer={({ isSubmitting }) => (
        <Button type="submit" tone="primary" pending={isSubmitting} className="w-full">
          {t('create')}
        </Button>
      )}
    >
      <FormField form={form} name="name">
        {field => <TextField {...field} label={t('name')} autoComplete="name" autoFocus isRequired />}
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
