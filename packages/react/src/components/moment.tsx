/** "5 min ago", with the exact time on hover. */
import type { Labels } from './labels/labels.ts'
import { formatAgo, formatInstant } from './text.ts'

/** Both in ms. The server that rendered the page may be in another zone, hence the warning that is switched off. */
export const Moment = ({ at, now, labels }: { at: number; now: number; labels: Labels }) => (
  <time
    className="nabiz-moment"
    dateTime={new Date(at).toISOString()}
    title={formatInstant(labels, at)}
    suppressHydrationWarning
  >
    {formatAgo(labels, at, now)}
  </time>
)
