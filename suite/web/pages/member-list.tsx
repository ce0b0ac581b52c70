/** The people of the company, and inviting more. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import {
  inviteMemberRoute,
  listInvitationsRoute,
  listMembersRoute,
  ROLES,
  type Role,
  withdrawInvitationRoute,
} from '#platform/contract'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Card } from '../kit/card.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { Form, FormField, useZodForm } from '../kit/form.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { notify } from '../kit/notify.ts'
import { Select } from '../kit/select.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { companyKey, useCompany, useCompanyCall } from '../session/company.tsx'

export const MemberList = ({ canChange }: { canChange: boolean }) => {
  const t = useTranslations('members')
  const role = useTranslations('platform.role')
  const company = useCompany()
  const call = useCompanyCall()
  const members = useQuery({
    queryKey: [...companyKey(company), 'members'],
    queryFn: ({ signal }) => call(listMembersRoute, {}, { signal }),
  })
  return (
    <Card title={t('title')} flush>
      {members.data ? (
        <ul className="divide-y divide-line">
          {members.data.items.map(member => (
            <li key={member.user_id} className="flex items-center gap-3 px-4 py-3">
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{member.name}</p>
                <p className="truncate text-xs text-ink-soft">{member.email}</p>
              </div>
              <Badge>{role(member.role)}</Badge>
            </li>
          ))}
        </ul>
      ) : members.error ? (
        <ErrorState error={members.error} onRetry={() => void members.refetch()} isRetrying={members.isFetching} />
      ) : (
        <SkeletonLines />
      )}
      {canChange && <Invitations />}
    </Card>
  )
}

const inviteForm = inviteMemberRoute.body!

const Invitations = () => {
  const t = useTranslations('members')
  const role = useTranslations('platform.role')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const key = [...companyKey(company), 'invitations']
  const open = useQuery({ queryKey: key, queryFn: ({ signal }) => call(listInvitationsRoute, {}, { signal }) })
  const withdraw = useMutation({
    mutationFn: (id: string) => call(withdrawInvitationRoute, { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  const form = useZodForm(inviteForm, { defaultValues: { email: '', role: 'member' as Role } })
  const invite = async (body: { email: string; role: Role }) => {
    await call(inviteMemberRoute, { body })
    form.reset()
    notify({ level: 'success', text: t('invited', { email: body.email }) })
    await queries.invalidateQueries({ queryKey: key })
  }
  return (
    <div className="space-y-3 border-t border-line p-4">
      {open.data?.items.map(invitation => (
        <div key={invitation.id} className="flex items-center gap-3 text-sm">
          <p className="min-w-0 flex-1 truncate">{invitation.email}</p>
          <Badge tone="wait">{t('waiting')}</Badge>
          <IconButton
            label={t('withdraw', { email: invitation.email })}
            icon={X}
            small
            isDisabled={withdraw.isPending}
            onPress={() => withdraw.mutate(invitation.id)}
          />
        </div>
      ))}
      <Form
        form={form}
        onSubmit={invite}
        footer={({ isSubmitting }) => (
          <div>
            <Button type="submit" pending={isSubmitting}>
              {t('invite')}
            </Button>
          </div>
        )}
      >
        <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
          <FormField form={form} name="email">
            {field => <TextField {...field} label={t('email')} type="email" autoComplete="off" />}
          </FormField>
          <FormField form={form} name="role">
            {field => (
              <Select
                {...field}
                label={t('role')}
                options={ROLES.filter(id => id !== 'owner' || company.role === 'owner').map(id => ({
                  id,
                  label: role(id),
                }))}
              />
            )}
          </FormField>
        </div>
      </Form>
    </div>
  )
}
