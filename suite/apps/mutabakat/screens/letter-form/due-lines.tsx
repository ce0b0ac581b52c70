/** The due-date lines of a letter as an editable table with a running total; takes lines pasted from a spreadsheet. */
import { ClipboardPaste, Plus, Trash2 } from 'lucide-react'
import { type ClipboardEvent, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { MoneyField } from '../../../../web/kit/money-field.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { MAX_DUES, SIDES } from '../../contract/index.ts'
import { amountInWords, formatMoney, sideForUs, sideOf } from '../../domain/index.ts'
import { SideMark } from '../side-mark.tsx'
import { PasteDues } from './paste-dues.tsx'
import { type DueLine, type DuesReading, isTable, readDues, signedOf } from './read-dues.ts'

export type DueFault = { due?: string | undefined; amount?: string | undefined }

export type DueLinesProps = {
  value: readonly DueLine[]
  onChange: (lines: DueLine[]) => void
  /** By line. */
  faults: readonly (DueFault | undefined)[]
  currency: Currency
  /** The day that an added line begins with. */
  day: string
}

/** Shared by the headings and the lines, so that they stand under each other. */
const ROW = 'sm:grid sm:grid-cols-[10.5rem_minmax(8rem,1fr)_8rem_minmax(7rem,9rem)_2rem] sm:items-start sm:gap-2'

const isBlank = ({ amount }: DueLine): boolean => amount === ''

export const DueLines = ({ value, onChange, faults, currency, day }: DueLinesProps) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const [isPasting, setPasting] = useState(false)
  const [reading, setReading] = useState<DuesReading | null>(null)
  // Fields keep what is being typed: lines that came from elsewhere are drawn anew.
  const [edition, setEdition] = useState(0)
  const put = (at: number, part: Partial<DueLine>) => onChange(value.with(at, { ...value[at]!, ...part }) as DueLine[])
  const take = (read: DuesReading) => {
    const all = [...value.filter(line => !isBlank(line)), ...read.lines]
    setReading({ ...read, isCut: read.isCut || all.length > MAX_DUES })
    setEdition(now => now + 1)
    onChange(all.slice(0, MAX_DUES))
  }
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (!isTable(text)) return
    const read = readDues(text, locale)
    if (read.lines.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    take(read)
  }
  const remove = (at: number) => {
    setEdition(now => now + 1)
    onChange(value.filter((_, index) => index !== at))
  }
  let running = 0n
  const lines = value.map(line => {
    running += signedOf(line)
    return { line, running }
  })
  const total = sideOf(running)
  const money = (minor: bigint) => formatMoney({ minor: minor < 0n ? -minor : minor, currency }, locale)
  return (
    <>
      <fieldset onPasteCapture={paste} className="flex min-w-0 flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">{t('kinds.dues.title')}</legend>
        <div aria-hidden="true" className={`hidden text-xs text-ink-soft ${ROW}`}>
          <span>{t('kinds.dues.due')}</span>
          <span className="text-end">{t('kinds.dues.amount')}</span>
          <span>{t('kinds.dues.side')}</span>
          <span className="text-end">{t('kinds.dues.running')}</span>
        </div>
        <ol className="flex flex-col gap-2">
          {lines.map(({ line, running: sum }, at) => {
            const name = t('kinds.dues.line', { line: at + 1 })
            return (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; what moves lines draws them anew
                key={`${edition}-${at}`}
                className={`grid grid-cols-[minmax(0,1fr)_auto] gap-2 border-b border-line pb-2 last:border-0 ${ROW}`}
              >
                <DateField
                  label={`${name}, ${t('kinds.dues.due')}`}
                  hideLabel
                  className="max-sm:col-span-2"
                  value={line.due}
                  onChange={due => put(at, { due })}
                  errorMessage={faults[at]?.due}
                />
                <MoneyField
                  label={`${name}, ${t('kinds.dues.amount')}`}
                  hideLabel
                  className="max-sm:col-span-2"
                  value={line.amount}
                  onChange={amount => put(at, { amount })}
                  currency={currency}
                  errorMessage={faults[at]?.amount}
                />
                <Select
                  label={`${name}, ${t('kinds.dues.side')}`}
                  hideLabel
                  className="max-sm:col-span-2"
                  value={line.side}
                  onChange={side => put(at, { side })}
                  options={SIDES.map(id => ({ id, label: t(`side.${id}`), description: t(`side.${id}_hint`) }))}
                />
                <p className="tabular self-center text-sm text-ink-soft sm:text-end">
                  <span className="sm:sr-only">{`${t('kinds.dues.running')}: `}</span>
                  {money(sum)} <SideMark side={sideOf(sum).side} />
                </p>
                <IconButton
                  small
                  className="self-center"
                  icon={Trash2}
                  label={t('kinds.dues.remove', { line: at + 1 })}
                  isDisabled={value.length === 1}
                  onPress={() => remove(at)}
                />
              </li>
            )
          })}
        </ol>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            small
            icon={Plus}
            isDisabled={value.length >= MAX_DUES}
            onPress={() => onChange([...value, { due: value.at(-1)?.due ?? day, amount: '', side: 'B' }])}
          >
            {t('kinds.dues.add')}
          </Button>
          <Button small icon={ClipboardPaste} onPress={() => setPasting(true)}>
            {t('kinds.dues.paste')}
          </Button>
        </div>
        {reading && (reading.unread.length > 0 || reading.isCut) && (
          <p role="alert" className="rounded-lg bg-wait-soft px-3 py-2 text-sm text-wait">
            {reading.unread.length > 0 && t('kinds.dues.unread', { lines: reading.unread.join(', ') })}{' '}
            {reading.isCut && t('kinds.dues.too_many', { most: MAX_DUES })}
          </p>
        )}
        <p className="rounded-lg bg-sunken px-3 py-2 text-sm">
          <span className="text-ink-soft">{`${t('kinds.dues.total')}: `}</span>
          <strong className="tabular">{money(running)}</strong>
          {running !== 0n && `, ${sideForUs(total.side, locale)}`}
          <span className="block text-xs text-ink-soft">{amountInWords({ minor: total.minor, currency }, locale)}</span>
        </p>
      </fieldset>
      {/* Outside: what is pasted into the window is the window's. */}
      <PasteDues isOpen={isPasting} onOpenChange={setPasting} onTake={take} />
    </>
  )
}
