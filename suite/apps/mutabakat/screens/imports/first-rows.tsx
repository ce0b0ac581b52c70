/** The first rows of a file as they stand in it, under what each column is taken for; a click says where the headings are. */
import { useTranslations } from 'use-intl'
import { classes } from '../../../../web/kit/classes.ts'
import type { ImportField, ImportLook } from '../../contract/index.ts'
import type { PlanDraft } from './plan-draft.ts'

export const FirstRows = ({ look, draft }: { look: ImportLook; draft: PlanDraft }) => {
  const t = useTranslations('mutabakat')
  const fieldAt = new Map(Object.entries(draft.columns).map(([field, index]) => [index, field as ImportField]))
  const width = Math.max(look.columns.length, ...look.rows.map(row => row.cells.length))
  const columns = Array.from({ length: width }, (_, index) => index)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label={t('wizard.first_rows')}>
      <table className="w-full text-xs">
        <thead>
          <tr className="border-y border-line text-start">
            <th scope="col" className="px-3 py-2 text-end font-medium text-ink-soft">
              {t('imports.row')}
            </th>
            {columns.map(index => {
              const field = fieldAt.get(index)
              return (
                <th
                  key={index}
                  scope="col"
                  className={classes(
                    'px-3 py-2 text-start whitespace-nowrap',
                    field ? 'font-semibold text-accent' : 'font-normal text-ink-soft',
                  )}
                >
                  {field ? t(`field.${field}`) : t('wizard.unused')}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {look.rows.map(row => {
            const isHeading = row.number === draft.heading_row
            return (
              <tr
                key={row.number}
                className={classes(
                  'border-b border-line last:border-0',
                  isHeading && 'bg-accent-soft font-semibold',
                  row.number < draft.heading_row && 'text-ink-soft',
                )}
              >
                <td className="tabular px-3 py-1.5 text-end text-ink-soft">{row.number}</td>
                {columns.map(index => (
                  <td key={index} className="max-w-56 truncate px-3 py-1.5 whitespace-nowrap">
                    {row.cells[index] ?? ''}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
