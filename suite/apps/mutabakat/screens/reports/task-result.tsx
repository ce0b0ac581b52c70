/** A file that is being made: how far it is, and then where to take it. */
import { Download, Printer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { buttonClasses } from '../../../../web/kit/button.tsx'
import { Progress } from '../../../../web/kit/progress.tsx'
import { isOpen } from '../../../../web/session/tasks.ts'
import { useTask } from '../use-task.ts'

export const TaskResult = ({ task_id }: { task_id: string }) => {
  const t = useTranslations('mutabakat.reports')
  const { data } = useTask(task_id)
  if (!data || isOpen(data)) return <Progress label={t('making')} percent={data?.percent ?? null} className="mt-4" />
  const Icon = data.result?.opens ? Printer : Download
  if (data.state !== 'done')
    return (
      <p role="alert" className="mt-4 text-sm text-bad">
        {data.error?.message ?? t('stopped')}
      </p>
    )
  return (
    <p
      role="status"
      className="mt-4 flex flex-wrap items-center gap-3 rounded-lg bg-good-soft px-3 py-2 text-sm text-good"
    >
      <span className="min-w-0 flex-1">
        {t('made')}
        {data.errors > 0 && <span className="block text-wait">{t('left_out', { count: data.errors })}</span>}
      </span>
      {data.file_url && (
        <a
          href={data.file_url}
          target="_blank"
          download={!data.result?.opens}
          className={buttonClasses('secondary', true)}
          rel="noopener"
        >
          <Icon className="size-4" aria-hidden="true" />
          {t(data.result?.opens ? 'open_to_print' : 'take')}
        </a>
      )}
    </p>
  )
}
