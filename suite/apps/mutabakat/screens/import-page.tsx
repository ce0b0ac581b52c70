/** One import: its progress as it runs, what became of its rows, and the wrong ones with their reasons. */
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, Download, RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { type Page, readTaskRoute, type Task, taskProgressSchema } from '#platform/contract'
import { isMissing } from '../../../web/api/api-error.ts'
import { call as callPlatform } from '../../../web/api/call.ts'
import { Button, buttonClasses } from '../../../web/kit/button.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { TableFooter } from '../../../web/kit/data-table/table-footer.tsx'
import { ErrorState } from '../../../web/kit/error-state.tsx'
import { NotFoundPage } from '../../../web/kit/not-found-page.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { Progress } from '../../../web/kit/progress.tsx'
import { SkeletonLines } from '../../../web/kit/skeleton.tsx'
import { StatCard } from '../../../web/kit/stat-card.tsx'
import { companyHref, companyKey, useCompany, useCompanyCall } from '../../../web/session/company.tsx'
import { companyPath } from '../../../web/session/company-path.ts'
import { useMe } from '../../../web/session/me.ts'
import { taskKey, useCancelTask, useRetryTask } from '../../../web/session/tasks.ts'
import { type Import, type ImportError, routes } from '../contract/index.ts'
import { ImportState } from './import-state.tsx'

const taskIdOf = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'task_id' in data ? String(data.task_id) : null

/** The task of an import, moved by `task_progress` and asked again when it ended. */
const useImportTask = (task_id: string | undefined) => {
  const { user } = useMe()
  return useLiveQuery<Task>({
    room: `user:${user.id}`,
    queryKey: taskKey(task_id),
    queryFn: ({ signal }) => callPlatform(readTaskRoute, { params: { id: task_id! } }, { signal }),
    enabled: task_id !== undefined,
    apply: (task, event) => {
      if (taskIdOf(event.data) !== task.id) return task
      if (event.type === 'task_completed') return 'refetch'
      const read = taskProgressSchema.safeParse(event.data)
      if (!read.success || (task.state !== 'queued' && task.state !== 'running')) return task
      const { done, total, percent, step, rate, eta_s, errors } = read.data
      return { ...task, state: 'running', done, total, percent, step, rate, eta_s, errors }
    },
  })
}

const Running = ({ task }: { task: Task }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const cancel = useCancelTask()
  const rest =
    task.eta_s === null
      ? null
      : format.number(Math.ceil(task.eta_s), { style: 'unit', unit: 'second', unitDisplay: 'long' })
  return (
    <Card title={t('imports.steps.rows')}>
      <Progress label={t('imports.steps.rows')} percent={task.percent} />
      <div className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-2 text-sm text-ink-soft">
        <span className="tabular">
          {task.total === null
            ? t('imports.progress_unknown', { done: task.done })
            : t('imports.progress', { done: task.done, total: task.total })}
        </span>
        {task.errors > 0 && (
          <span className="tabular text-bad">
            {t('imports.wrong')}: {format.number(task.errors)}
          </span>
        )}
        {rest && <span className="tabular">{rest}</span>}
        <span className="flex-1" />
        <CancelButton isPending={cancel.isPending} onPress={() => cancel.mutate(task.id)} />
      </div>
    </Card>
  )
}

const CancelButton = ({ isPending, onPress }: { isPending: boolean; onPress: () => void }) => {
  const t = useTranslations('kit')
  return (
    <Button tone="secondary" small icon={X} pending={isPending} onPress={onPress}>
      {t('cancel')}
    </Button>
  )
}

const Result = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat.imports')
  const format = useFormatter()
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <StatCard label={t('created')} value={format.number(data.created)} />
      <StatCard label={t('updated')} value={format.number(data.updated)} />
      <StatCard label={t('unchanged')} value={format.number(data.unchanged)} />
      <StatCard label={t('wrong')} value={format.number(data.wrong)} />
    </div>
  )
}

const WrongRows = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat.imports')
  const company = useCompany()
  const call = useCompanyCall()
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const rows = useQuery<Page<ImportError>>({
    queryKey: [...companyKey(company), 'import-errors', data.id, data.wrong, cursor ?? ''],
    queryFn: ({ signal }) =>
      call(
        routes.importErrors,
        { params: { id: data.id }, query: { limit: 50, ...(cursor ? { cursor } : {}) } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
  return (
    <Card
      flush
      title={t('errors_title')}
      actions={
        <a
          href={companyHref(company, routes.importErrorsFile, { params: { id: data.id } })}
          download
          className={buttonClasses('secondary', true)}
        >
          <Download className="size-4" aria-hidden="true" />
          {t('errors_download')}
        </a>
      }
    >
      <p className="px-4 pb-3 text-sm text-ink-soft">{t('errors_text')}</p>
      {rows.data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        <section className="overflow-x-auto" tabIndex={0} aria-label={t('errors_title')}>
          <table className="w-full text-sm">
            <thead>
              <tr className="border-y border-line text-ink-soft">
                <th scope="col" className="px-4 py-2 text-end font-medium">
                  {t('row')}
                </th>
                <th scope="col" className="px-4 py-2 text-start font-medium">
                  {t('column')}
                </th>
                <th scope="col" className="px-4 py-2 text-start font-medium">
                  {t('reason')}
                </th>
                <th scope="col" className="px-4 py-2 text-start font-medium max-sm:hidden">
                  {t('value')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.data.items.flatMap(row =>
                row.failures.map(failure => (
                  <tr key={`${row.row}-${failure.column}-${failure.code}`} className="border-b border-line align-top">
                    <td className="tabular px-4 py-2 text-end">{row.row}</td>
                    <td className="px-4 py-2">{failure.column}</td>
                    <td className="px-4 py-2 text-bad sm:min-w-56">{failure.message}</td>
                    <td className="max-w-md truncate px-4 max-sm:hidden py-2 text-ink-soft">
                      {row.cells.filter(Boolean).join(' · ')}
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </section>
      ) : rows.error ? (
        <ErrorState error={rows.error} onRetry={() => void rows.refetch()} isRetrying={rows.isFetching} />
      ) : (
        <SkeletonLines lines={3} />
      )}
      <TableFooter page={rows.data} onCursor={setCursor} />
    </Card>
  )
}

const Failed = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat')
  const retry = useRetryTask()
  const common = useTranslations('kit.error')
  return (
    <Card title={t(`imports.state.${data.state}`)}>
      {data.error && (
        <p role="alert" className="text-sm text-bad">
          {data.error.message} <code className="text-xs text-ink-soft">{data.error.code}</code>
        </p>
      )}
      <div className="mt-3">
        <Button tone="secondary" icon={RotateCcw} pending={retry.isPending} onPress={() => data.task_id && retry.mutate(data.task_id)}>
          {common('retry')}
        </Button>
      </div>
    </Card>
  )
}

const ImportPage = () => {
  const t = useTranslations('mutabakat.imports')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const company = useCompany()
  const { user } = useMe()
  const navigate = useNavigate()
  const call = useCompanyCall()
  const found = useLiveQuery<Import>({
    room: `user:${user.id}`,
    queryKey: [...companyKey(company), 'import', id],
    queryFn: ({ signal }) => call(routes.getImport, { params: { id } }, { signal }),
    apply: (current, event) =>
      event.type === 'task_completed' && taskIdOf(event.data) === current.task_id ? 'refetch' : current,
  })
  const { data } = found
  const task = useImportTask(data?.task_id ?? undefined)
  if (!data && isMissing(found.error)) return <NotFoundPage />
  const running = task.data && (task.data.state === 'queued' || task.data.state === 'running')
  return (
    <>
      <Link
        to={companyPath(company.slug, 'mutabakat/imports')}
        className="mb-3 inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('title')}
      </Link>
      {data ? (
        <>
          <PageHeader
            title={data.file_name}
            description={<ImportState state={running ? task.data!.state : data.state} />}
            actions={
              data.state === 'done' &&
              data.created + data.updated > 0 && (
                <Button
                  tone="primary"
                  onPress={() =>
                    void navigate({
                      to: companyPath(company.slug, 'mutabakat/letters'),
                      search: { 'filter[status]': 'draft' } as never,
                    })
                  }
                >
                  {t('show_letters')}
                </Button>
              )
            }
          />
          <div className="flex flex-col gap-5">
            {running && <Running task={task.data!} />}
            {!running && data.state === 'done' && <Result data={data} />}
            {!running && (data.state === 'failed' || data.state === 'cancelled') && <Failed data={data} />}
            {data.unknown_columns.length > 0 && (
              <p className="text-sm text-ink-soft">
                {t('unknown_columns', { columns: data.unknown_columns.join(', ') })}
              </p>
            )}
            {!running && data.wrong > 0 && <WrongRows data={data} />}
          </div>
        </>
      ) : found.error ? (
        <Card>
          <ErrorState error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
        </Card>
      ) : (
        <Card>
          <SkeletonLines lines={6} />
        </Card>
      )}
    </>
  )
}

export default ImportPage
