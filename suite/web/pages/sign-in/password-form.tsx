/** The first step of signing in: address and password. */
import { LogIn } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { signInRoute } from '#platform/contract'
import { Button } from '../../kit/button.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { SignInSteps } from './use-sign-in.ts'

const signInForm = signInRoute.body!

export type PasswordFormProps = Pick<SignInSteps, 'enterPassword'> & {
  /** Whose account it must be; without it the person says. */
  email?: string
  submitLabel?: string
  isOver: boolean
}

export const PasswordForm = ({ enterPassword, email = '', submitLabel, isOver }: PasswordFormProps) => {
  const t = useTranslations('signIn')
  const over = useTranslations('signInCode')
  const form = useZodForm(signInForm, { defaultValues: { email, password: '', rememberMe: true } })
  const isFixed = email !== ''
  return (
    <>
      {isOver && (
        <p role="alert" className="mb-4 rounded-lg bg-wait-soft px-3 py-2 text-sm text-wait">
          {over('over')}
        </p>
      )}
      <Form
        form={form}
        onSubmit={enterPassword}
        footer={({ isSubmitting }) => (
          <Button type="submit" tone="primary" icon={LogIn} pending={isSubmitting} className="w-full">
            {submitLabel ?? t('submit')}
          </Button>
        )}
      >
        <FormField form={form} name="email">
          {field => (
            <TextField
              {...field}
              label={t('email')}
              type="email"
              autoComplete="username"
              isReadOnly={isFixed}
              autoFocus={!isFixed}
            />
          )}
        </FormField>
        <FormField form={form} name="password">
          {field => (
            <TextField
              {...field}
              label={t('password')}
              type="password"
              autoComplete="current-password"
              autoFocus={isFixed}
            />
          )}
        </FormField>
      </Form>
    </>
  )
}
