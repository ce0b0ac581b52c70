/** Reply figures line by line: how many went out, how many came back, and how fast. */
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { ReplyReport } from '../../contract/index.ts'
import { MedianTime } from './median-time.tsx'

type Figures = ReplyReport['total']

export type FiguresTableProps = {
  label: string
  /** Heads the first column. */
  what: string
  rows: readonly { id: string; name: ReactNode; figures: Figures }[]
}

const COLUMNS = ['sent', 'answered', 'approved', 'rejected', 'expired'] as const

export const FiguresTable = ({ label, what, rows }: FiguresTableProps) => {
  const t = useTranslations('mutabakat.reports')
  const format = useFormatter()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label={label}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-y border-line text-ink-soft">
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {what}
            </th>
            {COLUMNS.map(column => (
              <th key={column} scope="col" className="px-3 py-2 text-end font-medium whitespace-nowrap">
                {t(column)}
              </th>
            ))}
            <th scope="col" className="px-3 py-2 text-end font-medium whitespace-nowrap">
              {t('percent')}
            </th>
            <th scope="col" className="px-4 py-2 text-end font-medium whitespace-nowrap">
              {t('median')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, figures }) => (
            <tr key={id} className="border-b border-line last:border-0">
              <th scope="row" className="px-4 py-2 text-start font-normal whitespace-nowrap">
                {name}
              </th>
              {COLUMNS.map(column => (
                <td key={column} className="tabular px-3 py-2 text-end">
                  {format.number(figures[column])}
                </td>
              ))}
              <td className="tabular px-3 py-2 text-end">
                {format.number(figures.reply_percent / 100, { style: 'percent', maximumFractionDigits: 1 })}
              </td>
              <td className="tabular px-4 py-2 text-end whitespace-nowrap">
                {figures.median_hours === null ? '–' : <MedianTime hours={figures.median_hours} isShort />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
