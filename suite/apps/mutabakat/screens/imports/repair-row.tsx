/** One wrong row of an import, corrected where it stands: each cell with its reason, read again when the row is left. */
import { Check, SkipForward } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { classes } from '../../../../web/kit/classes.ts'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { Spinner } from '../../../../web/kit/spinner.tsx'
import type { ImportError, ImportField } from '../../contract/index.ts'

export type RepairRowProps = {
  row: ImportError
  fields: readonly ImportField[]
  /** A column that only tells who the row is about: a phone has no room for it. */
  quiet: ImportField | null
  isReadOnly: boolean
  /** Settles when the server has read the row again; throws what it refused. */
  onRepair: (cells: Partial<Record<ImportField, string>>) => Promise<void>
  onSkip: () => Promise<void>
}

/** The cell of the same column in the row above or below. */
const neighbour = (input: HTMLElement, step: 1 | -1): HTMLElement | null => {
  const rows = [...(input.closest('tbody')?.rows ?? [])]
  const row = rows[rows.indexOf(input.closest('tr')!) + step]
  return row?.querySelector<HTMLElement>(`input[name="${input.getAttribute('name')}"]`) ?? null
}

export const RepairRow = ({ row, fields, quiet, isReadOnly, onRepair, onSkip }: RepairRowProps) => {
  const t = useTranslations('mutabakat')
  const errorText = useErrorText()
  const [typed, setTyped] = useState<Partial<Record<ImportField, string>>>({})
  const [state, setState] = useState<{ isSending: boolean; failure: string | null }>({
    isSending: false,
    failure: null,
  })
  const { isSending, failure } = state
  const inCells = new Set<string>(fields)
  const others = row.failures.filter(({ field }) => !inCells.has(field))
  const isChanged = Object.entries(typed).some(([field, text]) => text !== (row.fields[field as ImportField] ?? ''))

  const run = async (deed: () => Promise<void>) => {
    setState({ isSending: true, failure: null })
    try {
      await deed()
      setState({ isSending: false, failure: null })
    } catch (error) {
      setState({ isSending: false, failure: errorText(error) })
    }
  }
  const save = () => void (isChanged && !isSending && run(() => onRepair(typed)))
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setTyped({})
    if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    // Leaving the row reads it; where there is no other row to go to, Enter reads it itself.
    const next = neighbour(event.currentTarget, event.key === 'ArrowUp' ? -1 : 1)
    if (next) next.focus()
    else if (event.key === 'Enter') save()
  }
  return (
    <tr
      className="border-b border-line align-top last:border-0"
      aria-busy={isSending}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) save()
      }}
    >
      <th scope="row" className="tabular px-3 py-3 text-end text-sm font-normal text-ink-soft">
        {row.row}
      </th>
      {fields.map(field => {
        const wrong = row.failures.filter(one => one.field === field)
        const id = `${row.row}-${field}`
        return (
          <td key={field} className={classes('min-w-36 px-1.5 py-2', field === quiet && 'max-sm:hidden')}>
            <input
              name={field}
              value={typed[field] ?? row.fields[field] ?? ''}
              onChange={event => setTyped({ ...typed, [field]: event.target.value })}
              onKeyDown={press}
              readOnly={isReadOnly || isSending}
              autoComplete="off"
              spellCheck={false}
              aria-label={t('wizard.cell', { row: String(row.row), field: t(`field.${field}`) })}
              aria-invalid={wrong.length > 0}
              {...(wrong.length > 0 ? { 'aria-describedby': id } : {})}
              className={classes(
                'h-9 w-full rounded-field border bg-surface px-2 text-sm',
                wrong.length > 0 ? 'border-bad' : 'border-transparent hover:border-field-line',
              )}
            />
            {wrong.length > 0 && (
              <p id={id} className="mt-1 px-1 text-xs text-bad">
                {wrong.map(one => one.message).join(' ')}
              </p>
            )}
          </td>
        )
      })}
      <td className="min-w-24 px-2 py-2">
        <div className="flex items-center gap-1">
          {isSending ? (
            <span className="grid size-8 place-items-center">
              <Spinner />
            </span>
          ) : (
            !isReadOnly && (
              <>
                <IconButton
                  small
                  framed
                  icon={Check}
                  label={t('wizard.read_again', { row: String(row.row) })}
                  isDisabled={!isChanged}
                  onPress={save}
                />
                <IconButton
                  small
                  icon={SkipForward}
                  label={t('wizard.skip', { row: String(row.row) })}
                  onPress={() => void run(onSkip)}
                />
              </>
            )
          )}
        </div>
        {others.map(one => (
          <p key={`${one.field}-${one.code}`} className="mt-1 max-w-56 text-xs text-bad">
            {one.message}
          </p>
        ))}
        {failure && (
          <p role="alert" className="mt-1 max-w-56 text-xs text-bad">
            {failure}
          </p>
        )}
      </td>
    </tr>
  )
}
