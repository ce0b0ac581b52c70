/** Steps one and two: a button that sends the code by the way the link came, and the field that takes it. */
import { Mail, MessageSquareText } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../../web/api/api-error.ts'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import type { PortalLink } from '../../contract/index.ts'
import type { PortalApi } from './portal-api.ts'

export type AskForCodeProps = {
  link: PortalLink
  api: PortalApi
  /** The last visit's grant ended while the page was open. */
  isGrantOver: boolean
  onEntered: (grant: string) => void
}

/** Seconds until `until`, counted down once a second; 0 when it is reached. */
const useCountdown = (until: number): number => {
  const [now, setNow] = useState(Date.now)
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setNow(Date.now()), 1000)
    return () => clearTimeout(timer)
  })
  return left
}

export const AskForCode = ({ link, api, isGrantOver, onEntered }: AskForCodeProps) => {
  const t = useTranslations('mutabakat.portal')
  const errorText = useErrorText()
  const bySms = link.channel === 'sms'
  const [isSent, setSent] = useState(false)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState<'send' | 'enter' | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [resendAt, setResendAt] = useState(0)
  const wait = useCountdown(resendAt)
  const input = useRef<HTMLInputElement>(null)

  const run = async (what: 'send' | 'enter', deed: () => Promise<void>) => {
    setBusy(what)
    setFailure(null)
    try {
      await deed()
    } catch (error) {
      setFailure(error)
      if (error instanceof ApiError && error.retryAfterMs) setResendAt(Date.now() + error.retryAfterMs)
      // A code asked for a moment ago is on its way: let it be typed.
      if (error instanceof ApiError && error.code === 'otp_too_soon') setSent(true)
    } finally {
      setBusy(null)
    }
  }
  const send = () =>
    run('send', async () => {
      const sent = await api.sendCode()
      setSent(true)
      setCode('')
      setResendAt(Date.now() + sent.resend_after_ms)
      input.current?.focus()
    })
  const enter = (given: string) =>
    run('enter', async () => {
      onEntered((await api.enter(given)).grant)
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (/^\d{6}$/.test(code)) void enter(code)
  }
  const type = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 6)
    setCode(digits)
    if (digits.length === 6 && digits !== code) void enter(digits)
  }
  return (
    <div className="flex flex-col gap-4">
      {isGrantOver ? (
        <p role="status" className="rounded-lg bg-wait-soft px-3 py-2 text-sm text-wait">
          {t('grant_over')}
        </p>
      ) : (
        <p>{t('asks', { company: link.company.title, no: link.no })}</p>
      )}
      {isSent ? (
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          <p role="status" className="text-sm text-ink-soft">
            {t(bySms ? 'code_sent_sms' : 'code_sent', { email: link.masked_address })} {!bySms && t('no_mail')}
          </p>
          <TextField
            label={t('code')}
            description={t(bySms ? 'code_hint_sms' : 'code_hint')}
            value={code}
            onChange={type}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            inputRef={input}
            autoFocus
            isRequired
          />
          <Failure error={failure} text={errorText} />
          <Button tone="primary" type="submit" pending={busy === 'enter'} isDisabled={code.length !== 6}>
            {t('open')}
          </Button>
          <Button tone="quiet" pending={busy === 'send'} isDisabled={wait > 0} onPress={() => void send()}>
            {wait > 0 ? t('resend_in', { seconds: wait }) : t('resend')}
          </Button>
        </form>
      ) : (
        <>
          <p className="text-sm text-ink-soft">
            {t(bySms ? 'code_intro_sms' : 'code_intro', { email: link.masked_address })}
          </p>
          <Failure error={failure} text={errorText} />
          <Button
            tone="primary"
            icon={bySms ? MessageSquareText : Mail}
            pending={busy === 'send'}
            isDisabled={wait > 0}
            onPress={() => void send()}
          >
            {wait > 0 ? t('resend_in', { seconds: wait }) : t('send_code')}
          </Button>
          <p className="text-xs text-ink-soft">{t('privacy')}</p>
        </>
      )}
    </div>
  )
}

const Failure = ({ error, text }: { error: unknown; text: (error: unknown) => string }) =>
  error === null ? null : (
    <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
      {text(error)}
    </p>
  )
