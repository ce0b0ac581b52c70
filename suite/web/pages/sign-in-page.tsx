/** Signing in; in the demonstration buttons enter as the people of the sample. */
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { SampleSignIn } from '#platform/contract'
import { useErrorText } from '../api/use-error-text.ts'
import { returnPath } from '../format/return-path.ts'
import { destination } from '../format/search-params.ts'
import { Button } from '../kit/button.tsx'
import { meQuery } from '../session/me.ts'
import { useEnter } from '../session/use-enter.ts'
import { PublicFrame } from './public-frame.tsx'
import { CodeForm } from './sign-in/code-form.tsx'
import { PasswordForm } from './sign-in/password-form.tsx'
import { useSignIn } from './sign-in/use-sign-in.ts'

const linkClasses = 'font-medium text-accent hover:underline'

const SignInPage = () => {
  const t = useTranslations('signIn')
  const more = useTranslations('signInMore')
  const search: { next?: string; ended?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const enter = useEnter()
  const { data: me } = useQuery(meQuery)
  const next = returnPath(search.next)
  const { step, enterPassword, enterCode, startAgain } = useSignIn(async user => {
    await enter(user)
    await navigate({ ...destination(next), replace: true })
  })
  if (me?.user) return <Navigate {...destination(next)} replace />
  return (
    <PublicFrame title={t('title')} description={search.ended ? t('ended') : t('text')}>
      {step.is === 'code' ? (
        <CodeForm enterCode={enterCode} startAgain={startAgain} />
      ) : (
        <>
          <PasswordForm enterPassword={enterPassword} isOver={step.isOver} />
          <p className="mt-4 text-sm">
            <Link to="/reset" className={linkClasses}>
              {more('forgot')}
            </Link>
          </p>
          {me?.sign_up === 'open' && (
            <p className="mt-2 text-sm text-ink-soft">
              {`${more('signUpText')} `}
              <Link to="/sign-up" className={linkClasses}>
                {more('signUp')}
              </Link>
            </p>
          )}
          {me?.sample && <SampleCard sample={me.sample} onEnter={enterPassword} />}
        </>
      )}
    </PublicFrame>
  )
}

export default SignInPage

type Enter = (who: { email: string; password: string }) => Promise<void>

const SampleCard = ({ sample, onEnter }: { sample: SampleSignIn; onEnter: Enter }) => {
  const t = useTranslations('signIn')
  const errorText = useErrorText()
  const [pending, setPending] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { email, password, partner } = sample
  const enter = async (as: string) => {
    setPending(as)
    setError(null)
    await onEnter({ email: as, password }).catch((reason: unknown) => {
      setPending(null)
      setError(reason)
    })
  }
  return (
    <div className="mt-5 rounded-xl bg-accent-soft p-4 text-sm">
      <p className="font-medium text-accent">{t('sampleTitle')}</p>
      <p className="mt-0.5 break-words">{email}</p>
      <p className="break-words">{password}</p>
      <Button small icon={Sparkles} className="mt-3" pending={pending === email} onPress={() => enter(email)}>
        {t('sampleButton')}
      </Button>
      <p className="mt-3">{t('samplePartnerText', { company: partner.company })}</p>
      <Button small className="mt-2" pending={pending === partner.email} onPress={() => enter(partner.email)}>
        {t('samplePartnerButton')}
      </Button>
      {error !== null && (
        <p role="alert" className="mt-2 text-bad">
          {errorText(error)}
        </p>
      )}
    </div>
  )
}
