/** Invitations nobody took up yet: sent again, withdrawn, and new ones. */
import { useMutation } from '@tanstack/react-query'
import { Send, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  type Invitation,
  inviteMemberRoute,
  type Role,
  resendInvitationRoute,
  withdrawInvitationRoute,
} from '#platform/contract'
import { useErrorText } from '../../api/use-error-text.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { notify } from '../../kit/notify.ts'
import { Select } from '../../kit/select.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { useCompanyCall } from '../../session/company.tsx'
import { useRoleChoices } from './member-dialogs.tsx'
import { useInvitations, useRefreshPeople } from './use-members.ts'

export const Invitations = () => {
  const t = useTranslations('members')
  const call = useCompanyCall()
  const refresh = useRefreshPeople()
  const open = useInvitations()
  const [withdrawing, setWithdrawing] = useState<Invitation | null>(null)
  const withdraw = async () => {
    await call(withdrawInvitationRoute, { params: { id: withdrawing!.id } })
    await refresh()
  }
  return (
    <Card title={t('invitations')} flush>
      <Loaded query={open} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="px-4 pb-4 text-sm text-ink-soft">{t('noInvitations')}</p>
          ) : (
            <ul aria-label={t('invitations')} className="divide-y divide-line border-t border-line">
              {items.map(invitation => (
                <InvitationRow
                  key={invitation.id}
                  invitation={invitation}
                  onWithdraw={() => setWithdrawing(invitation)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <InviteForm />
      {withdrawing && (
        <ConfirmDialog
          title={t('withdrawTitle', { email: withdrawing.email })}
          confirmLabel={t('withdraw')}
          danger
          isOpen
          onOpenChange={isOpen => !isOpen && setWithdrawing(null)}
          onConfirm={withdraw}
        >
          {t('withdrawText')}
        </ConfirmDialog>
      )}
    </Card>
  )
}

const InvitationRow = ({ invitation, onWithdraw }: { invitation: Invitation; onWithdraw: () => void }) => {
  const t = useTranslations('members')
  const role = useTranslations('platform.role')
  const call = useCompanyCall()
  const refresh = useRefreshPeople()
  const errorText = useErrorText()
  const { id, email } = invitation
  const resend = useMutation({
    mutationFn: () => call(resendInvitationRoute, { params: { id } }),
    onSuccess: () => notify({ level: 'success', text: t('resent', { email }) }),
    onError: error => notify({ level: 'error', text: errorText(error) }),
    onSettled: refresh,
  })
  return (
    <li className="flex items-center gap-1 py-2.5 ps-4 pe-2 text-sm">
      <div className="min-w-0 flex-1">
        <p className="truncate">{email}</p>
        <p className="truncate text-xs text-ink-soft">
          {`${role(invitation.role)} · `}
          {t.rich('expires', { time: () => <DateText value={invitation.expires_at} /> })}
        </p>
      </div>
      <IconButton
        label={`${t('resend')}: ${email}`}
        icon={Send}
        small
        isDisabled={resend.isPending}
        onPress={() => resend.mutate()}
      />
      <IconButton label={`${t('withdraw')}: ${email}`} icon={X} small onPress={onWithdraw} />
    </li>
  )
}

const inviteForm = inviteMemberRoute.body!

const InviteForm = () => {
  const t = useTranslations('members')
  const call = useCompanyCall()
  const refresh = useRefreshPeople()
  const choices = useRoleChoices()
  const form = useZodForm(inviteForm, { defaultValues: { email: '', role: 'member' as Role } })
  const invite = async (body: { email: string; role: Role }) => {
    await call(inviteMemberRoute, { body }, { idempotencyKey: crypto.randomUUID() })
    form.reset()
    notify({ level: 'success', text: t('invited', { email: body.email }) })
    await refresh()
  }
  return (
    <div className="border-t border-line p-4">
      <Form
        form={form}
        onSubmit={invite}
        footer={({ isSubmitting }) => (
          <div>
            <Button type="submit" tone="primary" pending={isSubmitting}>
              {t('invite')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="email">
          {field => <TextField {...field} label={t('email')} type="email" autoComplete="off" />}
        </FormField>
        <FormField form={form} name="role">
          {field => <Select {...field} label={t('role')} options={choices} />}
        </FormField>
      </Form>
    </div>
  )
}
