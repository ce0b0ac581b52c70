/** How far a running task is, in words: "Satırlar işleniyor · 420 / 1.000 · 85 / sn · 7 sn kaldı", as much as is known. */
import { useFormatter, useTranslations } from 'use-intl'
import type { Task } from '#platform/contract'
import { classes } from '../kit/classes.ts'
import { useDurationText } from '../kit/use-duration-text.ts'
import { useApplicationTranslator } from '../session/use-application-translator.ts'

export const TaskPace = ({ task, className }: { task: Task; className?: string }) => {
  const t = useTranslations('tasks')
  const page = useTranslations('taskPage')
  const format = useFormatter()
  const stepText = useStepText()
  const duration = useDurationText()
  if (task.state === 'queued') return null
  const parts = [
    task.step === null ? null : stepText(task.kind, task.step),
    task.total === null
      ? format.number(task.done)
      : t('of', { done: format.number(task.done), total: format.number(task.total) }),
    task.rate === null ? null : page('rate', { rate: format.number(task.rate, { maximumSignificantDigits: 3 }) }),
    task.errors > 0 ? t('errors', { count: task.errors }) : null,
    task.eta_s === null ? null : page('left', { time: duration(task.eta_s) }),
  ].filter(part => part !== null)
  return <p className={classes('tabular text-xs text-ink-soft', className)}>{parts.join(' · ')}</p>
}

/** The step in the reader's words, from the application that the job's kind begins with: `mutabakat.import`. */
const useStepText = () => {
  const applicationText = useApplicationTranslator()
  return (kind: string, step: string): string | null => {
    const key = `tasks.step.${step}`
    const text = applicationText(kind.split('.', 1)[0]!)(key)
    return text === key ? null : text
  }
}
