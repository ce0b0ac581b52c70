/** How far the AI is: its step, its share, the time left, and the way to stop it. */
import { type AIJob, type AIProgressOptions, useAIProgress } from '../index.ts'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { ProgressBar } from './progress-bar.tsx'
import { EmptyNote } from './state-note.tsx'
import { formatNumber, formatPercent } from './text.ts'

export type AIProgressProps = AIProgressOptions & {
  /** Default: the job heard of last. */
  job_id?: string
  labels?: Labels
  /** Asked to stop a running job; without it there is no such button. */
  onCancel?: (job: AIJob) => void
}

export const AIProgress = ({ job_id, room, ...rest }: AIProgressProps) => {
  const { job } = useAIProgress(job_id, { room })
  return <AIProgressView job={job} {...rest} />
}

export type AIProgressViewProps = Pick<AIProgressProps, 'labels' | 'onCancel'> & { job: AIJob | null }

const ENDS: Readonly<Record<string, 'good' | 'bad' | 'flat'>> = { done: 'good', failed: 'bad', cancelled: 'flat' }

/** As wide as 100 % with blanks as wide as a digit: a text that grows at its beginning would move. */
const formatShare = (labels: Labels, percent: number): string =>
  formatPercent(labels, Math.floor(percent) / 100).padStart(4, '\u2007')

export const AIProgressView = ({ job, labels = tr, onCancel }: AIProgressViewProps) => {
  if (job === null) {
    return (
      <section className="nabiz-card nabiz-ai" aria-label={labels.aiProgress}>
        <EmptyNote text={labels.noProgress} />
      </section>
    )
  }
  const tone = Object.hasOwn(ENDS, job.state) ? ENDS[job.state] : undefined
  const state = labels.jobStates[job.state] ?? job.state
  const parts = [
    job.step_index !== null && job.total_steps !== null && labels.step(job.step_index + 1, job.total_steps),
    tone === undefined && job.eta_s !== null && labels.secondsLeft(Math.round(job.eta_s)),
    job.tokens !== null && labels.tokens(formatNumber(labels, job.tokens, 0)),
  ].filter(part => part !== false)
  return (
    <section className="nabiz-card nabiz-ai" aria-label={labels.aiProgress} data-tone={tone}>
      <div className="nabiz-row">
        {/* The state is said when it changes; the share, which moves all the time, is not. */}
        <p className="nabiz-strong" role="status">
          {state}
        </p>
        <span className="nabiz-share">{job.percent !== null && formatShare(labels, job.percent)}</span>
      </div>
      <ProgressBar percent={job.percent} label={labels.aiProgress} />
      <p className="nabiz-one-line" title={job.message ?? undefined}>
        {job.message}
      </p>
      <div className="nabiz-row nabiz-ai-foot">
        <span className="nabiz-soft nabiz-digits nabiz-one-line">{parts.join(' · ')}</span>
        {onCancel && (
          <button type="button" className="nabiz-button" disabled={tone !== undefined} onClick={() => onCancel(job)}>
            {labels.cancel}
          </button>
        )}
      </div>
    </section>
  )
}
