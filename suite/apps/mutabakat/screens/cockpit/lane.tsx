/** The lane of one person: how much is theirs, their unfinished counterparties, and where others are dropped. */
import { useState } from 'react'
import { GridList, isTextDropItem, type Key, type Selection, useDragAndDrop } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { useGlow } from '../../../../web/kit/use-glow.ts'
import type { Lane as LaneFigures, LaneRow } from '../../contract/index.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { LaneItem } from './lane-item.tsx'
import { StandingStrip } from './standing-bar.tsx'
import { LANE_PAGE, laneId, type PeriodKey, useLane } from './use-cockpit.ts'
import { type HandOver, type Person, rowsAfter } from './use-hand-over.ts'

export type Online = 'online' | 'away' | 'offline'

/** What travels between lanes, by the lane it comes from: a lane takes every other's, not its own. */
const draggedFrom = (person: string | null): string => `application/x-nabiz-lane-${laneId(person)}`
type Dragged = { from: Person; row: LaneRow }

export type LaneProps = {
  lane: LaneFigures
  lanes: readonly LaneFigures[]
  period: PeriodKey
  online: Online
  isOwn: boolean
  mayGive: boolean
  mayTake: boolean
  handOver: HandOver
}

const DOTS: Record<Online, string> = {
  online: 'bg-pulse',
  away: 'border-2 border-pulse',
  offline: 'border-2 border-field-line',
}

const LaneHead = ({ lane, online, isOwn }: Pick<LaneProps, 'lane' | 'online' | 'isOwn'>) => {
  const t = useTranslations('mutabakat.cockpit')
  const format = useFormatter()
  const glow = useGlow(lane.unfinished)
  const percent = format.number(lane.closed_percent / 100, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <header className="rounded-md px-3 pt-3 pb-2" data-glow={glow}>
      <h3 className="flex items-center gap-2 font-semibold">
        {lane.id !== null && lane.is_member && (
          <>
            <span aria-hidden="true" title={t(online)} className={`size-2.5 shrink-0 rounded-full ${DOTS[online]}`} />
            <span className="sr-only">{t(online)}</span>
          </>
        )}
        <span className="min-w-0 truncate">{lane.id === null ? t('nobody') : lane.name}</span>
        {isOwn && <span className="text-xs font-normal text-ink-soft">({t('you')})</span>}
        {!lane.is_member && <span className="text-xs font-normal text-ink-soft">({t('left_company')})</span>}
      </h3>
      <p className="mt-0.5 mb-2 text-xs text-ink-soft">
        {t('unfinished', { count: lane.unfinished })} · {t('lane_letters', { count: lane.total })}
        {lane.total > 0 && ` · ${t('lane_closed', { percent })}`}
      </p>
      <StandingStrip standing={lane} />
    </header>
  )
}

export const Lane = ({ lane, lanes, period, online, isOwn, mayGive, mayTake, handOver }: LaneProps) => {
  const t = useTranslations('mutabakat.cockpit')
  const [cursor, setCursor] = useState<string>()
  const [place, setPlace] = useState(0)
  const [chosen, setChosen] = useState<Selection>(new Set())
  const [isAsking, setAsking] = useState(false)
  const page = useLane(period, lane.id, cursor)
  const self: Person = { id: lane.id, name: lane.name }
  const rows = rowsAfter(page.data?.items ?? [], lane.id, handOver.moves)
  const coming = new Set(
    handOver.moves.filter(move => move.to === lane.id).flatMap(move => move.rows.map(row => row.id)),
  )
  const picked = chosen === 'all' ? rows : rows.filter(row => chosen.has(row.id))
  const give = (to: Person, given: readonly LaneRow[], from = self) => {
    setChosen(new Set())
    void handOver.give(from, to, given)
  }
  const dragged = (keys: Set<Key>) =>
    rows
      .filter(row => keys.has(row.id) && !coming.has(row.id))
      .map(row => ({
        [draggedFrom(lane.id)]: JSON.stringify({ from: self, row } satisfies Dragged),
        'text/plain': row.title,
      }))
  const taken = mayTake ? lanes.filter(one => one.id !== lane.id).map(one => draggedFrom(one.id)) : []
  const { dragAndDropHooks } = useDragAndDrop({
    ...(mayGive && { getItems: dragged }),
    isDisabled: !mayGive && !mayTake,
    getAllowedDropOperations: () => ['move'],
    acceptedDragTypes: taken,
    getDropOperation: (target, types) =>
      target.type === 'root' && taken.some(type => types.has(type)) ? 'move' : 'cancel',
    onRootDrop: async ({ items }) => {
      const texts = await Promise.all(
        items.filter(isTextDropItem).map(item => item.getText(taken.find(type => item.types.has(type)) ?? '')),
      )
      const dropped = texts.map(text => JSON.parse(text) as Dragged)
      const from = dropped[0]?.from
      if (!from) return
      give(
        self,
        dropped.map(({ row }) => row),
        from,
      )
    },
  })
  const turn = (to: string | null, by: 1 | -1) => {
    setCursor(to ?? undefined)
    setPlace(Math.max(0, place + by))
    setChosen(new Set())
  }
  const total = page.data?.total ?? 0
  return (
    <section
      aria-label={lane.id === null ? t('nobody') : lane.name}
      className="min-w-0 rounded-card border border-line bg-bg"
    >
      <LaneHead lane={lane} online={online} isOwn={isOwn} />
      {!page.data ? (
        <NotLoaded query={page} lines={Math.min(4, Math.max(1, lane.unfinished))} />
      ) : (
        <GridList
          aria-label={t('lane', { name: lane.id === null ? t('nobody') : lane.name, count: lane.unfinished })}
          items={rows}
          selectionMode={mayGive ? 'multiple' : 'none'}
          selectedKeys={chosen}
          onSelectionChange={setChosen}
          dragAndDropHooks={dragAndDropHooks}
          dependencies={[handOver.moves]}
          className="max-h-112 min-h-16 overflow-y-auto p-2 outline-none data-[drop-target]:rounded-card data-[drop-target]:bg-accent-soft data-[drop-target]:outline-2 data-[drop-target]:outline-accent"
          renderEmptyState={() => (
            <p className="p-3 text-center text-sm text-ink-soft">
              {t('empty_lane')} {mayTake && t('empty_lane_drop')}
            </p>
          )}
        >
          {row => <LaneItem row={row} isPending={coming.has(row.id)} mayGive={mayGive} />}
        </GridList>
      )}
      {total > LANE_PAGE && (
        <footer className="flex items-center gap-2 px-3 pb-2 text-xs text-ink-soft">
          <span className="tabular flex-1">
            {t('shown', { from: place * LANE_PAGE + 1, to: Math.min(total, (place + 1) * LANE_PAGE), total })}
          </span>
          <Button
            small
            tone="quiet"
            isDisabled={!page.data?.prev_cursor}
            onPress={() => turn(page.data!.prev_cursor, -1)}
          >
            {t('earlier_page')}
          </Button>
          <Button
            small
            tone="quiet"
            isDisabled={!page.data?.next_cursor}
            onPress={() => turn(page.data!.next_cursor, 1)}
          >
            {t('later_page')}
          </Button>
        </footer>
      )}
      {picked.length > 0 && (
        <div className="px-3 pb-3">
          <Button small tone="secondary" className="w-full" onPress={() => setAsking(true)}>
            {t('hand_over', { count: picked.length })}
          </Button>
        </div>
      )}
      {isAsking && (
        <HandOverDialog
          from={lane}
          lanes={lanes}
          count={picked.length}
          onGive={to => give(to, picked)}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}
