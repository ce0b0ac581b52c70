/** A file that is being worked through: how far it is, how long it takes, and a way to stop it. */
import { X } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Task } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { Progress } from '../../../../web/kit/progress.tsx'
import { useCancelTask } from '../../../../web/session/tasks.ts'

export const RunningCard = ({ task, title }: { task: Task; title: string }) => {
  const t = useTranslations('mutabakat')
  const kit = useTranslations('kit')
  const format = useFormatter()
  const cancel = useCancelTask()
  return (
    <Card title={title}>
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
        {task.eta_s !== null && (
          <span className="tabular">
            {format.number(Math.ceil(task.eta_s), { style: 'unit', unit: 'second', unitDisplay: 'long' })}
          </span>
        )}
        <span className="flex-1" />
        <Button tone="secondary" small icon={X} pending={cancel.isPending} onPress={() => cancel.mutate(task.id)}>
          {kit('cancel')}
        </Button>
      </div>
    </Card>
  )
}
