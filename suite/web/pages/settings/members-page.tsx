/** The people of the company: who they are, what they may do, and inviting more. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Member } from '#platform/contract'
import { Card } from '../../kit/card.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { Invitations } from './invitations.tsx'
import { LeaveDialog, RemoveDialog, RoleDialog } from './member-dialogs.tsx'
import { type MemberDeed, MemberRow } from './member-row.tsx'
import { useIsAdmin } from './use-is-admin.ts'
import { useMembers } from './use-members.ts'

const MembersPage = () => {
  const t = useTranslations('members')
  const isAdmin = useIsAdmin()
  const members = useMembers()
  const [open, setOpen] = useState<{ deed: MemberDeed; member: Member } | null>(null)
  const close = () => setOpen(null)
  return (
    <div className={isAdmin ? 'grid items-start gap-5 lg:grid-cols-[3fr_2fr]' : 'max-w-3xl'}>
      <Card
        title={t('title')}
        flush
        actions={
          members.data && (
            <span className="text-sm text-ink-soft">{t('count', { count: members.data.items.length })}</span>
          )
        }
      >
        <Loaded query={members} lines={8}>
          {({ items }) => (
            <ul aria-label={t('title')} className="divide-y divide-line">
              {items.map(member => (
                <MemberRow key={member.user_id} member={member} onDeed={deed => setOpen({ deed, member })} />
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
      {isAdmin && <Invitations />}
      {open?.deed === 'role' && <RoleDialog member={open.member} onClose={close} />}
      {open?.deed === 'remove' && <RemoveDialog member={open.member} onClose={close} />}
      {open?.deed === 'leave' && <LeaveDialog onClose={close} />}
    </div>
  )
}

export default MembersPage
