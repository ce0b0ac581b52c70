/** Who runs the installation: operators let others with an account do so, or no longer. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addOperatorRoute, listOperatorsRoute, type Operator, removeOperatorRoute } from '#platform/contract'
import { call } from '../../api/call.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { useMe } from '../../session/me.ts'

const KEY = ['operators'] as const

const OperatorsPage = () => {
  const t = useTranslations('operators')
  const queries = useQueryClient()
  const [removing, setRemoving] = useState<Operator | null>(null)
  const operators = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(listOperatorsRoute, {}, { signal }) })
  const remove = async () => {
    await call(removeOperatorRoute, { params: { user_id: removing!.user_id } })
    await queries.invalidateQueries({ queryKey: KEY })
  }
  return (
    <div className="max-w-3xl">
      <Card title={t('title')} flush>
        <p className="px-4 pb-4 text-sm text-ink-soft">{t('text')}</p>
        <Loaded query={operators} lines={3}>
          {({ items }) => (
            <ul aria-label={t('title')} className="divide-y divide-line border-t border-line">
              {items.map(operator => (
                <OperatorRow key={operator.user_id} operator={operator} onRemove={() => setRemoving(operator)} />
              ))}
            </ul>
          )}
        </Loaded>
        <AddForm />
      </Card>
      {removing && (
        <ConfirmDialog
          title={t('removeTitle', { name: removing.name })}
          confirmLabel={t('remove')}
          danger
          isOpen
          onOpenChange={isOpen => !isOpen && setRemoving(null)}
          onConfirm={remove}
        >
          {t('removeText')}
        </ConfirmDialog>
      )}
    </div>
  )
}

export default OperatorsPage

const OperatorRow = ({ operator, onRemove }: { operator: Operator; onRemove: () => void }) => {
  const t = useTranslations('operators')
  const members = useTranslations('members')
  const { user } = useMe()
  return (
    <li className="flex items-center gap-1 py-2.5 ps-4 pe-2 text-sm">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{operator.name}</span>
          {operator.user_id === user.id && <Badge tone="live">{members('you')}</Badge>}
        </p>
        <p className="truncate text-xs text-ink-soft">{operator.email}</p>
        <p className="text-xs text-ink-soft">{t.rich('since', { time: () => <DateText value={operator.since} /> })}</p>
      </div>
      <IconButton label={`${t('remove')}: ${operator.name}`} icon={X} small onPress={onRemove} />
    </li>
  )
}

const addForm = addOperatorRoute.body!

const AddForm = () => {
  const t = useTranslations('operators')
  const queries = useQueryClient()
  const form = useZodForm(addForm, { defaultValues: { email: '' } })
  const add = async (body: { email: string }) => {
    await call(addOperatorRoute, { body })
    form.reset()
    await queries.invalidateQueries({ queryKey: KEY })
  }
  return (
    <div className="border-t border-line p-4">
      <Form
        form={form}
        onSubmit={add}
        footer={({ isSubmitting }) => (
          <div>
            <Button type="submit" tone="primary" pending={isSubmitting}>
              {t('add')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="email">
          {field => (
            <TextField {...field} label={t('email')} description={t('emailHint')} type="email" autoComplete="off" />
          )}
        </FormField>
      </Form>
    </div>
  )
}
