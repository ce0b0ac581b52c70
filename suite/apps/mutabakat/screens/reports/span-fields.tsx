/** From which balance date to which, both included; either may stay open. */
import { useTranslations } from 'use-intl'
import { DateField } from '../../../../web/kit/date-field.tsx'

export type Span = { from?: string; to?: string }

export const spanOf = (from: string | undefined, to: string | undefined): Span => ({
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
})

export const SpanFields = ({ span, onChange }: { span: Span; onChange: (span: Span) => void }) => {
  const t = useTranslations('mutabakat.reports')
  return (
    <div className="grid grid-cols-2 gap-3 sm:flex">
      <DateField
        label={t('from')}
        className="sm:w-44"
        value={span.from ?? ''}
        onChange={from => onChange(spanOf(from, span.to))}
      />
      <DateField
        label={t('to')}
        className="sm:w-44"
        value={span.to ?? ''}
        onChange={to => onChange(spanOf(span.from, to))}
      />
    </div>
  )
}
