/** How far the matching is: rule by rule, each with what it found, as it is found. */
import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Progress } from '../../../../web/kit/progress.tsx'
import { type Comparison, PAIR_RULES } from '../../contract/index.ts'

/** People are the last "rule", no run goes through it. */
const STEPS = PAIR_RULES.length - 1

export const MatchingProgress = ({ comparison, onAgain }: { comparison: Comparison; onAgain: (() => void) | null }) => {
  const t = useTranslations('mutabakat.comparison')
  const { run, ours, theirs } = comparison
  if (run === null) return null
  const isRunning = run.state === 'queued' || run.state === 'running'
  const mayRun = onAgain !== null && comparison.can.decide.ok && ours?.state === 'ready' && theirs?.state === 'ready'
  return (
    <section aria-label={t('run.title')} className="rounded-card border border-line bg-surface px-4 py-2 shadow-card">
      {isRunning && (
        <Progress
          label={t(run.state === 'queued' ? 'run.queued' : 'run.running')}
          percent={run.state === 'queued' ? null : Math.round((run.steps.length / STEPS) * 100)}
          className="my-2"
        />
      )}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 text-xs text-ink-soft">
        <details open={isRunning} className="min-w-0 flex-1 basis-60 py-1.5">
          <summary className="cursor-pointer">{t('run.steps')}</summary>
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
            {run.steps.map(step => (
              <li key={step.rule} className="inline-flex items-center gap-1">
                <Check className="size-3.5 text-good" aria-hidden="true" />
                {t(`rule.${step.rule}`)}
                <span className="tabular font-medium text-ink">{t('run.found', { count: step.pairs })}</span>
              </li>
            ))}
          </ul>
          {run.cut > 0 && <p className="mt-2">{t('run.cut', { count: run.cut })}</p>}
        </details>
        {run.state === 'failed' && <p className="py-1.5 text-bad">{t('run.failed')}</p>}
        {mayRun && !isRunning && (
          <Button small tone="quiet" onPress={onAgain}>
            {t('run.again')}
          </Button>
        )}
      </div>
    </section>
  )
}
