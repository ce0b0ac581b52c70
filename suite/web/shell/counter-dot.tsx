/** The number at the corner of an icon button; the button's label says it to screen readers. */
import { capCount } from './cap-count.ts'

export const CounterDot = ({ count }: { count: number }) =>
  count > 0 ? (
    // The number is drawn by CSS: as text it would have to be part of the button's spoken name.
    <span
      aria-hidden="true"
      data-count={capCount(count)}
      className="tabular absolute before:content-[attr(data-count)] -end-1.5 -top-1.5 grid h-5 min-w-5 place-items-center rounded-full bg-bad px-1 text-2xs font-bold text-surface ring-2 ring-bg"
    />
  ) : null
