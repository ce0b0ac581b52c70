/** The task centre as a page: every long job with its progress, its result, and what may be done with it. */
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { TASK_STATES, type Task } from '#platform/contract'
import { Button } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table/data-table.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { FilterBar } from '../kit/filter-bar.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { useListState } from '../kit/use-list-state.ts'
import { useApplications } from '../session/applications.ts'
import { useCompany } from '../session/company.tsx'
import { useMe } from '../session/me.ts'
import { useTaskList } from '../session/tasks.ts'
import { useApplicationTranslator } from '../session/use-application-translator.ts'
import { StopTaskDialog } from '../shell/stop-task-dialog.tsx'
import { useTaskColumns } from './task-columns.tsx'

type Whose = 'mine' | 'company'

const TasksPage = () => {
  const t = useTranslations('taskPage')
  const { role } = useCompany()
  const [whose, setWhose] = useState<Whose>('mine')
  const seesAll = role === 'owner' || role === 'admin'
  const list = useListState({ filters: ['state', 'kind'] })
  return (
    <>
      <PageHeader title={t('all')} description={t('text')} />
      {seesAll ? (
        <Tabs
          label={t('whose')}
          value={whose}
          onChange={next => {
            // A cursor of the one list means nothing in the other.
            list.setCursor(undefined)
            setWhose(next)
          }}
          tabs={[
            { id: 'mine', label: t('mine'), content: <TaskTable whose="mine" /> },
            { id: 'company', label: t('company'), content: <TaskTable whose="company" /> },
          ]}
        />
      ) : (
        <TaskTable whose="mine" />
      )}
    </>
  )
}

export default TasksPage

const TaskTable = ({ whose }: { whose: Whose }) => {
  const t = useTranslations('taskPage')
  const state = useTranslations('tasks.state')
  const { user } = useMe()
  const list = useListState({ filters: ['state', 'kind'] })
  const query = useTaskList(list, whose)
  const [asked, setAsked] = useState<Task | null>(null)
  const kinds = useTaskKinds()
  const columns = useTaskColumns(whose, user.id, setAsked)
  return (
    <>
      <DataTable
        id={`tasks-${whose}`}
        label={t('all')}
        phone="cards"
        columns={columns}
        query={query}
        rowId={task => task.id}
        rowName={task => task.title}
        // Progress moves its bar; the row glows when it begins and when it ends.
        rowVersion={task => task.state}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        viewKey={list.key}
        toolbar={
          <FilterBar
            list={list}
            filters={[
              { id: 'state', label: t('filterState'), options: TASK_STATES.map(id => ({ id, label: state(id) })) },
              { id: 'kind', label: t('filterKind'), options: kinds },
            ]}
          />
        }
        empty={
          list.isFiltered ? (
            <EmptyState
              icon={ListChecks}
              title={t('searchNothing')}
              action={<Button onPress={list.clear}>{t('clear')}</Button>}
            >
              {t('searchNothingHint')}
            </EmptyState>
          ) : (
            <EmptyState icon={ListChecks} title={t('none')}>
              {t('noneHint')}
            </EmptyState>
          )
        }
      />
      <StopTaskDialog task={asked} onClose={() => setAsked(null)} />
    </>
  )
}

const useTaskKinds = (): { id: string; label: string }[] => {
  const t = useTranslations('taskPage.kind')
  const applications = useApplications()
  const translate = useApplicationTranslator()
  return [
    ...applications.flatMap(({ id, tasks = [] }) =>
      tasks.map(({ kind, labelKey }) => ({ id: kind, label: translate(id)(labelKey) })),
    ),
    { id: 'platform.audit_export', label: t('audit_export') },
  ]
}
