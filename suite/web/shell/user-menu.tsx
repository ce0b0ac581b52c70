/** The signed-in person: their account, and the way out. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { EllipsisVertical, LogOut, Mail, UserRound } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { signOutRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { Menu } from '../kit/menu.tsx'
import { initials } from '../kit/people-here.ts'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { useMe } from '../session/me.ts'
import { useLeave } from '../session/use-leave.ts'

export const UserMenu = ({ onGo }: { onGo?: () => void }) => {
  const t = useTranslations('nav')
  const { user, demo } = useMe()
  const { slug } = useCompany()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const go = (to: string) => () => {
    onGo?.()
    void navigate({ to })
  }
  return (
    <Menu
      label={t('person')}
      placement="top start"
      items={[
        { id: 'account', label: t('account'), icon: UserRound, onAction: go(companyPath(slug, 'account')) },
        ...(demo ? [{ id: 'mail', label: t('devMail'), icon: Mail, onAction: go('/dev/mail') }] : []),
        { kind: 'separator' as const, id: 'line' },
        { id: 'out', label: t('signOut'), icon: LogOut, onAction: () => signOut.mutate() },
      ]}
      trigger={
        <Button className="flex w-full items-center gap-2.5 rounded-field px-2 py-2 text-start data-[hovered]:bg-sunken">
          <span className="sr-only">{t('person')}</span>
          <span
            aria-hidden="true"
            className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-sm font-bold text-accent"
          >
            {initials(user.name)}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-medium">{user.name}</span>
            <span className="block truncate text-xs text-ink-soft">{user.email}</span>
          </span>
          <EllipsisVertical className="size-4 shrink-0 text-ink-soft" aria-hidden="true" />
        </Button>
      }
    />
  )
}

/** Everything this person saw leaves the cache; other tabs see their session end by themselves. */
export const useSignOut = () => {
  const leave = useLeave()
  return useMutation({ mutationFn: () => leave(() => call(signOutRoute, {})) })
}
