/** A counterparty in a lane: chosen by its box, dragged by its handle, and what is open of it. */
import { GripVertical } from 'lucide-react'
import { Button, GridListItem } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Badge, type Tone } from '../../../../web/kit/badge.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import type { LaneRow } from '../../contract/index.ts'

const COUNTS = [
  ['undelivered', 'bad'],
  ['rejected', 'bad'],
  ['expired', 'neutral'],
  ['waiting', 'wait'],
  ['unsent', 'neutral'],
] as const satisfies [keyof LaneRow, Tone][]

type Props = { row: LaneRow; isPending: boolean; mayGive: boolean }

export const LaneItem = ({ row, isPending, mayGive }: Props) => {
  const t = useTranslations('mutabakat.cockpit')
  return (
    <GridListItem
      id={row.id}
      textValue={row.title}
      isDisabled={isPending}
      data-quiet-focus
      className="flex items-center gap-2 rounded-lg px-2 py-1.5 outline-none data-[disabled]:opacity-60 data-[dragging]:opacity-40 data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent data-[hovered]:bg-sunken data-[selected]:bg-accent-soft"
    >
      {mayGive && (
        <>
          <Button
            slot="drag"
            aria-label={t('drag', { title: row.title })}
            className="grid h-9 w-6 shrink-0 cursor-grab place-items-center rounded text-ink-soft data-[hovered]:text-ink"
          >
            <GripVertical className="size-4" aria-hidden="true" />
          </Button>
          <Checkbox slot="selection" aria-label={t('choose', { title: row.title })} />
        </>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{row.title}</span>
        <span className="flex flex-wrap gap-1 text-xs text-ink-soft">
          {COUNTS.filter(([id]) => row[id] > 0).map(([id, tone]) => (
            <Badge key={id} tone={tone}>
              {t(`count.${id}`, { count: row[id] })}
            </Badge>
          ))}
        </span>
      </span>
    </GridListItem>
  )
}
