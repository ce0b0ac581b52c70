/** An invitation to a company: the signed-in person takes it up, or a new one makes an account. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { z } from 'zod'
import { acceptInvitationRoute, nameSchema, newPasswordSchema, readInvitationRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { useErrorText } from '../api/use-error-text.ts'
import { Button, buttonClasses } from '../kit/button.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { meQuery } from '../session/me.ts'
import { PublicFrame } from './public-frame.tsx'

const accountForm = z.object({ name: nameSchema, password: newPasswordSchema })

const InvitationPage = () => {
  const t = useTranslations('invitation')
  const role = useTranslations('platform.role')
  const { token = '' }: { token?: string } = useParams({ strict: false })
  const me = useQuery(meQuery)
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => call(readInvitationRoute, { params: { token } }, { signal }),
  })
  const accept = useAccept(token)
  const { data } = invitation
  const isTheirs = data !== undefined && me.data?.user?.email.toLowerCase() === data.email.toLowerCase()
  return (
    <PublicFrame
      title={data ? t('title', { company: data.company.title }) : t('plainTitle')}
      description={data && t('text', { role: role(data.role), email: data.email })}
    >
      {invitation.error ? (
        <ErrorState error={invitation.error} />
      ) : !data || me.isPending ? (
        <SkeletonLines />
      ) : isTheirs ? (
        <AcceptButton onAccept={() => accept({})} />
      ) : data.has_account ? (
        <div className="space-y-4">
          <p>{t('signInFirst', { email: data.email })}</p>
          <Link to="/sign-in" search={{ next: `/invite/${token}` } as never} className={buttonClasses('primary')}>
            {t('toSignIn')}
          </Link>
        </div>
      ) : (
        <NewAccount onAccept={accept} />
      )}
    </PublicFrame>
  )
}

export default InvitationPage

type Accept = (account: { name?: string; password?: string }) => Promise<void>

const useAccept = (token: string): Accept => {
  const locale = useLocale()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async account => {
    const { company } = await call(acceptInvitationRoute, { params: { token }, body: { ...account, locale } })
    queries.clear()
    await queries.fetchQuery(meQuery)
    await navigate({ to: `/c/${company.slug}`, replace: true })
  }
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
