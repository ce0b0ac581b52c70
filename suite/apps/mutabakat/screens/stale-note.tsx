/** What somebody else saved meanwhile, beside what is being typed: nothing typed is lost, and saving again is a decision. */
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../web/api/api-error.ts'

/** The row as it is now, out of a 412; null for any other failure. */
export const currentOf = <Row,>(error: unknown): Row | null =>
  error instanceof ApiError && error.code === 'stale' ? ((error.extra.current as Row | undefined) ?? null) : null

export const StaleNote = ({ changes }: { changes: readonly (readonly [label: string, theirs: ReactNode])[] }) => {
  const t = useTranslations('mutabakat.stale')
  return (
    <div role="alert" className="rounded-lg bg-wait-soft px-3 py-2 text-sm text-wait">
      <p className="font-medium">{t('title')}</p>
      {changes.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {changes.map(([label, theirs]) => (
            <li key={label}>
              {label}: {theirs}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1">{t('text')}</p>
    </div>
  )
}
