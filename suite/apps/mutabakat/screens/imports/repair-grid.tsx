/** The wrong rows of an import as a sheet that is corrected by keyboard; a row goes when it is right. */
import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Page } from '#platform/contract'
import { buttonClasses } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { classes } from '../../../../web/kit/classes.ts'
import { TableFooter } from '../../../../web/kit/data-table/table-footer.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { Switch } from '../../../../web/kit/switch.tsx'
import { companyHref, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type Import, type ImportError, type ImportField, routes } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { fieldsOf } from './plan-draft.ts'
import { RepairRow } from './repair-row.tsx'
import { importKey, useWrongRows, wrongRowsKey } from './use-import.ts'

/** Who a row is about, and then what is wrong in any of them; `all`: every column of the file. */
const columnsOf = (rows: readonly ImportError[], data: Import, all: boolean): ImportField[] => {
  const mapped = data.plan?.columns ?? {}
  const wrong = new Set(rows.flatMap(row => row.failures.map(({ field }) => field)))
  return fieldsOf(data.kind).filter(
    field => wrong.has(field) || (mapped[field] !== undefined && (all || field === 'code' || field === 'title')),
  )
}

export const RepairGrid = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const mayWrite = useMayWrite()
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const [all, setAll] = useState(false)
  const rows = useWrongRows(data.id, cursor)
  const { repair, skip } = useRepair(data, cursor, setCursor)
  return (
    <Card
      flush
      title={t('imports.errors_title')}
      actions={
        data.wrong > 0 && (
          <>
            <Switch isSelected={all} onChange={setAll} className="text-sm">
              {t('wizard.all_columns')}
            </Switch>
            <a
              href={companyHref(company, routes.importErrorsFile, { params: { id: data.id } })}
              download
              className={buttonClasses('secondary', true)}
            >
              <Download className="size-4" aria-hidden="true" />
              {t('imports.errors_download')}
            </a>
          </>
        )
      }
    >
      <p className="px-4 pb-3 text-sm text-ink-soft">{t('wizard.repair_hint')}</p>
      <Loaded query={rows} lines={4}>
        {page => {
          const fields = columnsOf(page.items, data, all)
          const isQuiet = page.items.every(row => row.failures.every(({ field }) => field !== 'title'))
          const quiet = isQuiet && !all ? 'title' : null
          return page.items.length === 0 ? (
            <EmptyState icon={CircleCheck} title={t('wizard.all_right')} />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
            <section className="max-h-[70dvh] overflow-auto" tabIndex={0} aria-label={t('imports.errors_title')}>
              <table className="w-full text-sm">
                <thead className="sticky top-0 z-1 bg-surface">
                  <tr className="border-y border-line text-ink-soft">
                    <th scope="col" className="px-3 py-2 text-end font-medium">
                      {t('imports.row')}
                    </th>
                    {fields.map(field => (
                      <th
                        key={field}
                        scope="col"
                        className={classes(
                          'px-3.5 py-2 text-start font-medium whitespace-nowrap',
                          field === quiet && 'max-sm:hidden',
                        )}
                      >
                        {t(`field.${field}`)}
                      </th>
                    ))}
                    <th scope="col" className="px-2 py-2">
                      <span className="sr-only">{t('wizard.deeds')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {page.items.map(row => (
                    <RepairRow
                      key={row.row}
                      row={row}
                      fields={fields}
                      quiet={quiet}
                      isReadOnly={!mayWrite}
                      onRepair={cells => repair(row.row, cells)}
                      onSkip={() => skip(row.row)}
                    />
                  ))}
                </tbody>
              </table>
            </section>
          )
        }}
      </Loaded>
      <TableFooter page={rows.data} onCursor={setCursor} />
    </Card>
  )
}

/** Rows that are right or left out go from the page at once, without moving the others; an empty page is asked anew. */
const useRepair = (data: Import, cursor: string | undefined, onCursor: (cursor: string | undefined) => void) => {
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const pageKey = [...wrongRowsKey(company, data.id), cursor ?? '']
  const settle = (number: number, row: ImportError | null, imported: Import) => {
    const next = queries.setQueryData<Page<ImportError>>(pageKey, page => {
      if (!page) return page
      return row
        ? { ...page, items: page.items.map(one => (one.row === number ? row : one)) }
        : { ...page, items: page.items.filter(one => one.row !== number), total: Math.max(0, page.total - 1) }
    })
    // The counts after the page: whoever sees none left sees no row, too.
    queries.setQueryData(importKey(company, data.id), imported)
    if (next?.items.length === 0) {
      onCursor(undefined)
      void queries.invalidateQueries({ queryKey: wrongRowsKey(company, data.id) })
    }
  }
  return {
    repair: async (number: number, cells: Partial<Record<ImportField, string>>) => {
      const params = { id: data.id, row: number }
      const answer = await call(routes.repairRow, { params, body: { cells } })
      settle(number, answer.row, answer.import)
    },
    skip: async (number: number) => {
      settle(number, null, await call(routes.skipRow, { params: { id: data.id, row: number } }))
    },
  }
}
