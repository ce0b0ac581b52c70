/** Turning the second factor on: the password, the secret for the authenticator with a first code, the backup codes. */
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginSecondFactorRoute, confirmSecondFactorRoute } from '#platform/contract'
import { call } from '../../api/call.ts'
import { Button } from '../../kit/button.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { BackupCodes } from './backup-codes.tsx'
import { CopyButton } from './copy-button.tsx'

const QrCode = lazy(() => import('./qr-code.tsx'))

type Begun = { secret: string; uri: string }
type Step = { is: 'password' } | { is: 'scan'; begun: Begun } | { is: 'codes'; codes: readonly string[] }

export type SecondFactorSetupProps = {
  /** It is on, and the codes are on the screen: closing now would lose them. */
  onCodes: () => void
  /** The codes were kept. */
  onDone: () => void
}

export const SecondFactorSetup = ({ onCodes, onDone }: SecondFactorSetupProps) => {
  const [step, setStep] = useState<Step>({ is: 'password' })
  if (step.is === 'password') return <PasswordStep onBegun={begun => setStep({ is: 'scan', begun })} />
  if (step.is === 'codes') return <BackupCodes codes={step.codes} onDone={onDone} />
  const show = (codes: readonly string[]) => {
    onCodes()
    setStep({ is: 'codes', codes })
  }
  return <ScanStep begun={step.begun} onConfirmed={show} />
}

const passwordForm = beginSecondFactorRoute.body!

const PasswordStep = ({ onBegun }: { onBegun: (begun: Begun) => void }) => {
  const t = useTranslations('secondFactor')
  const form = useZodForm(passwordForm, { defaultValues: { password: '' } })
  return (
    <Form
      form={form}
      onSubmit={async body => onBegun(await call(beginSecondFactorRoute, { body }))}
      footer={({ isSubmitting }) => (
        <Button type="submit" tone="primary" pending={isSubmitting} className="w-full">
          {t('next')}
        </Button>
      )}
    >
      <p className="text-sm text-ink-soft">{t('passwordText')}</p>
      <FormField form={form} name="password">
        {field => (
          <TextField {...field} label={t('password')} type="password" autoComplete="current-password" autoFocus />
        )}
      </FormField>
    </Form>
  )
}

const codeForm = confirmSecondFactorRoute.body!

const ScanStep = ({ begun, onConfirmed }: { begun: Begun; onConfirmed: (codes: readonly string[]) => void }) => {
  const t = useTranslations('secondFactor')
  const form = useZodForm(codeForm, { defaultValues: { code: '' } })
  // In fours, as authenticators show it.
  const readable = begun.secret.replace(/(.{4})(?=.)/g, '$1 ')
  return (
    <Form
      form={form}
      onSubmit={async body =>
        onConfirmed((await call(confirmSecondFactorRoute, { body }, { rotates: true })).backup_codes)
      }
      footer={({ isSubmitting }) => (
        <Button type="submit" tone="primary" pending={isSubmitting} className="w-full">
          {t('confirm')}
        </Button>
      )}
    >
      <p className="text-sm text-ink-soft">{t('scanText')}</p>
      <div className="flex justify-center">
        <Suspense fallback={<Skeleton className="size-52" />}>
          <QrCode text={begun.uri} label={t('qr')} />
        </Suspense>
      </div>
      <div className="rounded-xl bg-sunken p-3 text-sm">
        <p className="text-ink-soft">{t('secretText')}</p>
        <p className="my-2 font-mono break-words select-all">{readable}</p>
        <CopyButton text={begun.secret}>{t('copySecret')}</CopyButton>
      </div>
      <FormField form={form} name="code">
        {field => (
          <TextField
            {...field}
            label={t('code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            autoFocus
          />
        )}
      </FormField>
    </Form>
  )
}
