/** The mailbox of the demonstration: every mail that would have left. Its HTML is shown in a frame that may run nothing. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Mail, RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type DevMail, listDevMailRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { classes } from '../kit/classes.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Logo } from '../shell/logo.tsx'
import { ThemeToggle } from '../shell/theme-toggle.tsx'
import { MailFrame } from './mail-frame.tsx'

const DevMailPage = () => {
  const t = useTranslations('devMail')
  const navigate = useNavigate()
  const search: { id?: string } = useSearch({ strict: false })
  const mails = useQuery({
    queryKey: ['dev-mail'],
    queryFn: ({ signal }) => call(listDevMailRoute, {}, { signal }),
    // Somebody sends a letter in one tab and looks here in another.
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  })
  const items = mails.data?.items ?? []
  const chosen = items.find(mail => mail.id === search.id) ?? items[0]
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <header className="flex h-16 shrink-0 items-center gap-2 border-b border-line px-4">
        <Logo />
        <h1 className="ms-2 flex-1 truncate border-s border-line ps-4 font-semibold">{t('title')}</h1>
        <IconButton
          label={t('refresh')}
          icon={RotateCw}
          framed
          isDisabled={mails.isFetching}
          onPress={() => void mails.refetch()}
        />
        <LanguageSwitch className="max-sm:hidden" />
        <ThemeToggle />
      </header>
      <main className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <section
          aria-label={t('list')}
          className="shrink-0 overflow-auto border-line bg-surface max-lg:max-h-72 max-lg:border-b lg:w-88 lg:border-e"
        >
          {mails.data ? (
            items.length === 0 ? (
              <EmptyState icon={Mail} title={t('empty')}>
                {t('emptyHint')}
              </EmptyState>
            ) : (
              <ul className="divide-y divide-line">
                {items.map(mail => (
                  <li key={mail.id}>
                    <button
                      type="button"
                      aria-current={mail.id === chosen?.id}
                      onClick={() => void navigate({ to: '.', search: { id: mail.id } as never })}
                      className={classes(
                        'block w-full px-4 py-3 text-start -outline-offset-2 hover:bg-sunken',
                        mail.id === chosen?.id && 'bg-accent-soft',
                      )}
                    >
                      <span className="flex items-baseline gap-2">
                        <span className="min-w-0 flex-1 truncate text-sm text-ink-soft">{mail.to}</span>
                        <RelativeTime value={mail.received_at} className="text-xs text-ink-soft" />
                      </span>
                      <span className="block truncate font-medium">{mail.subject}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          ) : mails.error ? (
            <ErrorState error={mails.error} onRetry={() => void mails.refetch()} isRetrying={mails.isFetching} />
          ) : (
            <SkeletonLines />
          )}
        </section>
        {chosen && <Message mail={chosen} />}
      </main>
    </div>
  )
}

export default DevMailPage

const Message = ({ mail }: { mail: DevMail }) => {
  const t = useTranslations('devMail')
  return (
    <article className="flex min-w-0 flex-1 flex-col gap-3 p-4">
      <header>
        <h2 className="text-lg font-semibold">{mail.subject}</h2>
        <p className="text-sm text-ink-soft">{t('fromTo', { from: mail.from, to: mail.to })}</p>
      </header>
      {mail.html ? (
        <MailFrame key={mail.id} title={mail.subject} html={mail.html} />
      ) : (
        <pre className="whitespace-pre-wrap rounded-card border border-line bg-surface p-4 font-sans">{mail.text}</pre>
      )}
    </article>
  )
}
