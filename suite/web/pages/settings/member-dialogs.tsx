/** What is asked before a role changes, somebody is removed, or the reader leaves. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  changeMemberRoute,
  leaveCompanyRoute,
  type Member,
  ROLES,
  type Role,
  removeMemberRoute,
} from '#platform/contract'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { notify } from '../../kit/notify.ts'
import { RadioGroup } from '../../kit/radio-group.tsx'
import { useCompany, useCompanyCall } from '../../session/company.tsx'
import { meQuery } from '../../session/me.ts'
import { useRefreshPeople } from './use-members.ts'

type OfMember = { member: Member; onClose: () => void }

/** An owner may make owners. */
export const useRoleChoices = () => {
  const t = useTranslations('members.roleHint')
  const role = useTranslations('platform.role')
  const company = useCompany()
  return ROLES.filter(id => id !== 'owner' || company.role === 'owner').map(id => ({
    id,
    label: role(id),
    description: t(id),
  }))
}

export const RoleDialog = ({ member, onClose }: OfMember) => {
  const t = useTranslations('members')
  const role = useTranslations('platform.role')
  const call = useCompanyCall()
  const refresh = useRefreshPeople()
  const choices = useRoleChoices()
  const [chosen, setChosen] = useState<Role>(member.role)
  const save = async () => {
    await call(changeMemberRoute, { params: { user_id: member.user_id }, body: { role: chosen } })
    notify({ level: 'success', text: t('roleSaved', { name: member.name, role: role(chosen) }) })
    await refresh()
  }
  return (
    <ConfirmDialog
      title={t('roleTitle', { name: member.name })}
      confirmLabel={t('roleSave')}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      onConfirm={save}
      isBlocked={chosen === member.role}
    >
      <p className="mb-4 text-sm text-ink-soft">{t('roleText')}</p>
      <RadioGroup label={t('role')} value={chosen} onChange={setChosen} options={choices} />
    </ConfirmDialog>
  )
}

export const RemoveDialog = ({ member, onClose }: OfMember) => {
  const t = useTranslations('members')
  const call = useCompanyCall()
  const refresh = useRefreshPeople()
  const remove = async () => {
    await call(removeMemberRoute, { params: { user_id: member.user_id } })
    notify({ level: 'success', text: t('removed', { name: member.name }) })
    await refresh()
  }
  return (
    <ConfirmDialog
      title={t('removeTitle', { name: member.name })}
      confirmLabel={t('remove')}
      danger
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      onConfirm={remove}
    >
      {t('removeText')}
    </ConfirmDialog>
  )
}

export const LeaveDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('members')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await call(leaveCompanyRoute, {})
    notify({ level: 'success', text: t('left', { company: company.title }) })
    // Before going: the way home would lead back into the company that the cache still names.
    await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    await navigate({ to: '/', replace: true })
  }
  return (
    <ConfirmDialog
      title={t('leaveTitle', { company: company.title })}
      confirmLabel={t('leave')}
      danger
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      onConfirm={leave}
    >
      {t('leaveText')}
    </ConfirmDialog>
  )
}
