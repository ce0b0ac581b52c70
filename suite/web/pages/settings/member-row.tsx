/** One member of the company, with what the reader may do about them. */
import { EllipsisVertical, LogOut, ShieldCheck, UserCog, UserMinus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Member } from '#platform/contract'
import { Badge } from '../../kit/badge.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Menu } from '../../kit/menu.tsx'
import { useCompany } from '../../session/company.tsx'
import { useMe } from '../../session/me.ts'
import { useIsAdmin } from './use-is-admin.ts'

export type MemberDeed = 'role' | 'remove' | 'leave'

export const MemberRow = ({ member, onDeed }: { member: Member; onDeed: (deed: MemberDeed) => void }) => {
  const t = useTranslations('members')
  const role = useTranslations('platform.role')
  const { user } = useMe()
  const company = useCompany()
  const isAdmin = useIsAdmin()
  const isSelf = member.user_id === user.id
  // Owners are made and unmade by owners alone.
  const mayChange = isAdmin && (member.role !== 'owner' || company.role === 'owner')
  const items = [
    ...(mayChange ? [{ id: 'role', label: t('changeRole'), icon: UserCog, onAction: () => onDeed('role') }] : []),
    ...(mayChange && !isSelf
      ? [{ id: 'remove', label: t('remove'), icon: UserMinus, danger: true, onAction: () => onDeed('remove') }]
      : []),
    ...(isSelf
      ? [{ id: 'leave', label: t('leave'), icon: LogOut, danger: true, onAction: () => onDeed('leave') }]
      : []),
  ]
  return (
    <li className="flex items-center gap-3 py-3 ps-4 pe-2">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{member.name}</span>
          {isSelf && <Badge tone="live">{t('you')}</Badge>}
          {member.second_factor && (
            <span title={t('secured')} className="shrink-0 text-good">
              <ShieldCheck className="size-4" aria-hidden="true" />
              <span className="sr-only">{t('secured')}</span>
            </span>
          )}
        </p>
        <p className="truncate text-xs text-ink-soft">{member.email}</p>
      </div>
      <Badge>{role(member.role)}</Badge>
      {items.length > 0 ? (
        <Menu
          label={t('actions', { name: member.name })}
          items={items}
          trigger={<IconButton label={t('actions', { name: member.name })} icon={EllipsisVertical} small />}
        />
      ) : (
        <span className="size-8 shrink-0" />
      )}
    </li>
  )
}
