/**
 * The mailbox of the demonstration: every mail that would have left, and every message pushed to a device. HTML is shown
 * in a frame that may run nothing.
 */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Mail, RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type DevMail, type DevPush, listDevMailRoute, listDevPushRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { classes } from '../kit/classes.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { NotLoaded } from '../kit/not-loaded.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Logo } from '../shell/logo.tsx'
import { ThemeToggle } from '../shell/theme-toggle.tsx'
import { PushLine, PushMessage } from './dev-push.tsx'
import { MailFrame } from './mail-frame.tsx'

type Item = { id: string; to: string; at: string } & ({ mail: DevMail } | { push: DevPush })

const readAll = async (signal: AbortSignal): Promise<Item[]> => {
  const [mails, pushes] = await Promise.all([
    call(listDevMailRoute, {}, { signal }),
    call(listDevPushRoute, {}, { signal }),
  ])
  const items: Item[] = [
    ...mails.items.map(mail => ({ id: mail.id, to: mail.to, at: mail.received_at, mail })),
    ...pushes.items.map(push => ({ id: push.id, to: push.to, at: push.sent_at, push })),
  ]
  return items.sort((a, b) => b.at.localeCompare(a.at))
}

const DevMailPage = () => {
  const t = useTranslations('devMail')
  const navigate = useNavigate()
  const search: { id?: string } = useSearch({ strict: false })
  const read = useQuery({
    queryKey: ['dev-mail'],
    queryFn: ({ signal }) => readAll(signal),
    // Somebody sends a letter in one tab and looks here in another.
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  })
  const items = read.data ?? []
  const chosen = items.find(item => item.id === search.id) ?? items[0]
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <header className="flex h-16 shrink-0 items-center gap-2 border-b border-line px-4">
        <Logo />
        <h1 className="ms-2 flex-1 truncate border-s border-line ps-4 font-semibold">{t('title')}</h1>
        <IconButton
          label={t('refresh')}
          icon={RotateCw}
          framed
          isDisabled={read.isFetching}
          onPress={() => void read.refetch()}
        />
        <LanguageSwitch className="max-sm:hidden" />
        <ThemeToggle />
      </header>
      <main className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <section
          aria-label={t('list')}
          className="shrink-0 overflow-auto border-line bg-surface max-lg:max-h-72 max-lg:border-b lg:w-88 lg:border-e"
        >
          {read.data ? (
            items.length === 0 ? (
              <EmptyState icon={Mail} title={t('empty')}>
                {t('emptyHint')}
              </EmptyState>
            ) : (
              <ul className="divide-y divide-line">
                {items.map(item => (
                  <li key={item.id}>
                    <button
                      type="button"
                      aria-current={item.id === chosen?.id}
                      onClick={() => void navigate({ to: '.', search: { id: item.id } })}
                      className={classes(
                        'block w-full px-4 py-3 text-start -outline-offset-2 hover:bg-sunken',
                        item.id === chosen?.id && 'bg-accent-soft',
                      )}
                    >
                      <span className="flex items-baseline gap-2">
                        <span className="min-w-0 flex-1 truncate text-sm text-ink-soft">{item.to}</span>
                        <RelativeTime value={item.at} className="text-xs text-ink-soft" />
                      </span>
                      {'mail' in item ? (
                        <span className="block truncate font-medium">{item.mail.subject}</span>
                      ) : (
                        <PushLine push={item.push} />
                      )}
                    </button>
                  </li>
                ))}
              </ul>
            )
          ) : (
            <NotLoaded query={read} />
          )}
        </section>
        {chosen && ('mail' in chosen ? <Message mail={chosen.mail} /> : <PushMessage push={chosen.push} />)}
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
