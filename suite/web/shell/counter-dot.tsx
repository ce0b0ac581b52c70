/** The number at the corner of an icon button; the button's label says it to screen readers. */
import { capCount } from './cap-count.ts'

export const CounterDot = ({ count }: { count: number }) =>
  count > 0 ? (
    <span
      aria-hidden="true"
      className="tabular absolute -end-1.5 -top-1.5 grid h-5 min-w-5 place-items-center rounded-full bg-bad px-1 text-2xs font-bold text-surface ring-2 ring-bg"
    >
      {capCount(count)}
    </span>
  ) : null
