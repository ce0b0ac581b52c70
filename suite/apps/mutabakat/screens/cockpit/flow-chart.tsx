/** Answers day by day as bars, and in total against the letters that are out as lines; the same as a table. */
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import type { Cockpit, FlowDay } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'

const WIDTH = 600
const HEIGHT = 160

type Total = FlowDay & { sent_all: number; answered_all: number }

const totalsOf = ({ before, days }: Cockpit['flow']): Total[] => {
  let { sent, answered } = before
  return days.map(day => {
    sent += day.sent
    answered += day.answered
    return { ...day, sent_all: sent, answered_all: answered }
  })
}

const Drawing = ({ totals }: { totals: readonly Total[] }) => {
  const step = WIDTH / totals.length
  const most = Math.max(1, ...totals.map(day => day.sent_all))
  const busiest = Math.max(1, ...totals.map(day => day.answered))
  const y = (count: number) => HEIGHT - (count / most) * (HEIGHT - 6)
  const line = (of: 'sent_all' | 'answered_all') =>
    // From edge to edge of each day, so that one day alone is a line as well.
    totals.map((day, at) => `${at * step},${y(day[of])} ${(at + 1) * step},${y(day[of])}`).join(' ')
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-40 w-full border-b border-line"
    >
      {totals.map((day, at) => (
        <g key={day.day}>
          {!day.works && <rect x={at * step} width={step} y={0} height={HEIGHT} className="fill-sunken" />}
          <rect
            x={at * step + step * 0.15}
            width={step * 0.7}
            // Bars have their own height: beside thousands that are out, the answers of one day would not be seen.
            y={HEIGHT - (day.answered / busiest) * HEIGHT * 0.45}
            height={(day.answered / busiest) * HEIGHT * 0.45}
            className="fill-accent/45"
          />
        </g>
      ))}
      <polyline
        points={line('sent_all')}
        className="fill-none stroke-ink-soft"
        strokeWidth={1.5}
        strokeDasharray="5 4"
        vectorEffect="non-scaling-stroke"
      />
      <polyline
        points={line('answered_all')}
        className="fill-none stroke-good"
        strokeWidth={2.5}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

const Legend = () => {
  const t = useTranslations('mutabakat.cockpit')
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft" aria-hidden="true">
      <li className="flex items-center gap-1.5">
        <span className="size-3 rounded-sm bg-accent/45" /> {t('bars')}
      </li>
      <li className="flex items-center gap-1.5">
        <span className="h-0.5 w-4 bg-good" /> {t('answered_line')}
      </li>
      <li className="flex items-center gap-1.5">
        <span className="w-4 border-t-2 border-dashed border-ink-soft" /> {t('out_line')}
      </li>
    </ul>
  )
}

const Table = ({ totals }: { totals: readonly Total[] }) => {
  const t = useTranslations('mutabakat.cockpit')
  const locale = useLocale()
  const format = useFormatter()
  return (
    <details className="mt-3 text-sm">
      <summary className="cursor-pointer text-ink-soft">{t('as_table')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label={t('flow')} tabIndex={0} className="mt-2 max-h-64 overflow-auto">
        <table className="w-full">
          <thead>
            <tr className="border-b border-line text-ink-soft">
              <th scope="col" className="py-1.5 text-start font-medium">
                {t('day')}
              </th>
              {(['answered_day', 'answered_all', 'sent_all'] as const).map(column => (
                <th key={column} scope="col" className="py-1.5 ps-3 text-end font-medium">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {totals.toReversed().map(day => (
              <tr key={day.day} className="border-b border-line last:border-0">
                <th scope="row" className="py-1.5 text-start font-normal">
                  {formatDay(day.day, locale)}
                  {!day.works && <span className="text-ink-soft"> · {t('day_off')}</span>}
                </th>
                {([day.answered, day.answered_all, day.sent_all] as const).map((count, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three columns in their order
                  <td key={at} className="tabular py-1.5 ps-3 text-end">
                    {format.number(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

export const FlowChart = ({ flow }: { flow: Cockpit['flow'] }) => {
  const t = useTranslations('mutabakat.cockpit')
  const locale = useLocale()
  const totals = totalsOf(flow)
  const [first, last] = [totals[0], totals.at(-1)]
  return (
    <Card title={t('flow')}>
      {!first || !last ? (
        <p className="text-sm text-ink-soft">{t('no_flow')}</p>
      ) : (
        <>
          <p className="mb-3 text-sm text-ink-soft">
            {t('flow_text', { out: last.sent_all, answered: last.answered_all })}
          </p>
          <Drawing totals={totals} />
          <p className="tabular mt-1 flex justify-between text-xs text-ink-soft" aria-hidden="true">
            <span>{formatDay(first.day, locale)}</span>
            {last.day !== first.day && <span>{formatDay(last.day, locale)}</span>}
          </p>
          <Legend />
          <Table totals={totals} />
        </>
      )}
    </Card>
  )
}
