/** The second step of signing in: the code of the authenticator, or one of the backup codes. */
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { enterCodeRoute } from '#platform/contract'
import { Button } from '../../kit/button.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { SignInSteps } from './use-sign-in.ts'

const codeForm = enterCodeRoute.body!

export const CodeForm = ({ enterCode, startAgain }: Pick<SignInSteps, 'enterCode' | 'startAgain'>) => {
  const t = useTranslations('signInCode')
  const [isBackup, setBackup] = useState(false)
  const form = useZodForm(codeForm, { defaultValues: { code: '' } })
  const swap = () => {
    form.reset()
    setBackup(backup => !backup)
  }
  return (
    <>
      <h2 className="font-semibold">{t('title')}</h2>
      <p className="mt-1 mb-4 text-sm text-ink-soft">{isBackup ? t('backupText') : t('text')}</p>
      <Form
        form={form}
        onSubmit={enterCode}
        footer={({ isSubmitting }) => (
          <Button type="submit" tone="primary" icon={ShieldCheck} pending={isSubmitting} className="w-full">
            {t('submit')}
          </Button>
        )}
      >
        <FormField form={form} name="code">
          {field => (
            <TextField
              // Another kind of code is another field: the keyboard of a phone changes with it.
              key={String(isBackup)}
              {...field}
              label={isBackup ? t('backupCode') : t('code')}
              inputMode={isBackup ? 'text' : 'numeric'}
              autoComplete="one-time-code"
              maxLength={40}
              autoFocus
            />
          )}
        </FormField>
      </Form>
      <div className="mt-4 flex flex-wrap justify-between gap-2">
        <Button tone="quiet" small onPress={swap}>
          {isBackup ? t('useApp') : t('useBackup')}
        </Button>
        <Button tone="quiet" small onPress={startAgain}>
          {t('again')}
        </Button>
      </div>
    </>
  )
}
