/** What stands where data would be: nothing yet, still loading, or a failure with the way out. */
import type { Labels } from './labels/labels.ts'

export type ListState = { kind: 'ready' } | { kind: 'loading' } | { kind: 'error'; onRetry?: () => void }

export const LoadingLines = ({ count, labels }: { count: number; labels: Labels }) => (
  <div className="nabiz-loading" role="status">
    <span className="nabiz-hidden">{labels.loading}</span>
    {Array.from({ length: count }, (_, line) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines of nothing have no other name
      <span key={line} className="nabiz-skeleton" />
    ))}
  </div>
)

export const EmptyNote = ({ text }: { text: string }) => <p className="nabiz-note">{text}</p>

export const ErrorNote = ({ labels, onRetry }: { labels: Labels; onRetry?: () => void }) => (
  <div className="nabiz-note" role="alert">
    <p>{labels.failed}</p>
    {onRetry && (
      <button type="button" className="nabiz-button" onClick={onRetry}>
        {labels.refresh}
      </button>
    )}
  </div>
)
