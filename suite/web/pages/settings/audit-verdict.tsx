/** Whether the audit log is whole, said plainly; a damaged one names its first row that does not hold. */
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { AuditVerdict } from '#platform/contract'
import { classes } from '../../kit/classes.ts'
import { DateText } from '../../kit/date-text.tsx'
import type { AuditWords } from './audit-words.ts'

export const Verdict = ({ verdict, words }: { verdict: AuditVerdict; words: AuditWords }) => {
  const t = useTranslations('audit')
  const { problem, anchored } = verdict
  const IconPart = problem ? ShieldAlert : ShieldCheck
  return (
    <div
      role={problem ? 'alert' : 'status'}
      className={classes(
        'mb-4 flex gap-3 rounded-card px-4 py-3 text-sm',
        problem ? 'bg-bad-soft text-bad' : 'bg-good-soft text-good',
      )}
    >
      <IconPart className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
      <div className="min-w-0 space-y-1">
        <p className="font-semibold">{problem ? t('brokenTitle') : t('wholeTitle')}</p>
        {problem ? (
          <>
            <p>{problem.message}</p>
            <p className="break-words">
              {[
                problem.position === null ? null : t('brokenRow', { position: String(problem.position) }),
                problem.record?.action && words.action(problem.record.action),
                problem.record?.id,
              ]
                .filter(Boolean)
                .join(' · ')}
              {problem.record?.at && (
                <>
                  {' · '}
                  <DateText value={problem.record.at} form="dateTime" />
                </>
              )}
            </p>
          </>
        ) : (
          <p>{t('wholeText', { count: verdict.checked })}</p>
        )}
        {anchored && (
          <p>
            {t.rich('anchored', {
              position: String(anchored.position),
              time: () => <DateText value={anchored.at} form="dateTime" />,
            })}
          </p>
        )}
      </div>
    </div>
  )
}
