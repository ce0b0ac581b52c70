/** To whom the chosen counterparties go: for fingers, and for whoever would rather choose than drag. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import type { Lane } from '../../contract/index.ts'
import { laneId } from './use-cockpit.ts'
import type { Person } from './use-hand-over.ts'

type Props = {
  from: Person
  lanes: readonly Lane[]
  count: number
  onGive: (to: Person) => void
  onClose: () => void
}

export const HandOverDialog = ({ from, lanes, count, onGive, onClose }: Props) => {
  const t = useTranslations('mutabakat.cockpit')
  const [chosen, setChosen] = useState<string | null>(null)
  const others = lanes.filter(lane => lane.id !== from.id && lane.is_member)
  const to = others.find(lane => laneId(lane.id) === chosen)
  return (
    <ConfirmDialog
      title={t('hand_over_title')}
      confirmLabel={t('hand_over_do')}
      isBlocked={to === undefined}
      onConfirm={async () => {
        if (to) onGive(to)
        onClose()
      }}
      isOpen
      onOpenChange={onClose}
    >
      <p className="mb-4 text-sm text-ink-soft">{t('hand_over', { count })}</p>
      <Select
        label={t('to')}
        value={chosen}
        onChange={setChosen}
        options={others.map(lane => ({
          id: laneId(lane.id),
          label: lane.id === null ? t('nobody') : lane.name,
          description: t('load', { count: lane.unfinished }),
        }))}
        isRequired
      />
    </ConfirmDialog>
  )
}
