/** Narrows the audit log: who, about what, between which days. */
import { useTranslations } from 'use-intl'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/date-field.tsx'
import { Select } from '../../kit/select.tsx'
import type { ListState } from '../../kit/use-list-state.ts'
import type { AuditWords } from './audit-words.ts'
import { useMembers } from './use-members.ts'

export const AUDIT_FILTERS = ['actor', 'action', 'object_type', 'object_id', 'from', 'to'] as const
export type AuditFilter = (typeof AUDIT_FILTERS)[number]

const ANY = ''

export const AuditFilterBar = ({ list, words }: { list: ListState<AuditFilter>; words: AuditWords }) => {
  const t = useTranslations('audit')
  const members = useMembers()
  const set = (filter: AuditFilter) => (value: string) => list.setFilter(filter, value === ANY ? null : value)
  const any = { id: ANY, label: t('any') }
  const people = (members.data?.items ?? []).map(({ user_id, name }) => ({ id: user_id, label: name }))
  return (
    <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
      <Select
        label={t('who')}
        small
        className="sm:w-44"
        value={list.filters.actor ?? ANY}
        onChange={set('actor')}
        options={[any, ...people, { id: 'system', label: t('system') }]}
      />
      <Select
        label={t('object')}
        small
        className="sm:w-44"
        value={list.filters.action ?? ANY}
        onChange={set('action')}
        // All deeds about a noun begin with it.
        options={[any, ...words.nouns.map(({ id, label }) => ({ id: `${id}.`, label }))]}
      />
      <DateField label={t('from')} className="sm:w-40" value={list.filters.from ?? ''} onChange={set('from')} />
      <DateField label={t('to')} className="sm:w-40" value={list.filters.to ?? ''} onChange={set('to')} />
      {list.isFiltered && (
        <Button tone="quiet" onPress={list.clear}>
          {t('reset')}
        </Button>
      )}
    </div>
  )
}
