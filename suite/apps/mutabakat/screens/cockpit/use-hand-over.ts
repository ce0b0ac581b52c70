/** Handing counterparties to a colleague: shown at once, taken back when it is refused, and undone on wish. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../../web/api/api-error.ts'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { notify } from '../../../../web/kit/notify.ts'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type HandOverInput, type HeldByOther, type LaneRow, routes } from '../../contract/index.ts'
import { cockpitKey } from './use-cockpit.ts'

export type Person = { id: string | null; name: string }

/** Under way: where the rows are shown until the server has said. */
export type Move = { key: string; from: string | null; to: string | null; rows: readonly LaneRow[] }

export type HandOver = {
  moves: readonly Move[]
  give(from: Person, to: Person, rows: readonly LaneRow[]): Promise<void>
}

export const useHandOver = (period_id: string): HandOver => {
  const t = useTranslations('mutabakat.cockpit')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const [moves, setMoves] = useState<readonly Move[]>([])

  const tellRefusal = (error: unknown) => {
    const current = error instanceof ApiError && error.code === 'stale' ? (error.extra.current as HeldByOther[]) : []
    const first = current[0]
    notify({
      level: 'warning',
      text: first
        ? t('stale', { count: current.length, title: first.title, name: first.responsible?.name ?? t('nobody') })
        : errorText(error),
    })
  }

  /** Null when it was refused, which the reader was then told. */
  const send = async (from: Person, to: Person, rows: readonly LaneRow[]): Promise<LaneRow[] | null> => {
    const key = crypto.randomUUID()
    const body: HandOverInput = {
      from: from.id,
      to: to.id,
      counterparties: rows.map(({ id, rev }) => ({ id, rev })),
    }
    setMoves(known => [...known, { key, from: from.id, to: to.id, rows }])
    try {
      const answer = await call(routes.handOver, { params: { id: period_id }, body }, { idempotencyKey: key })
      const revs = new Map(answer.counterparties.map(({ id, rev }) => [id, rev]))
      return rows.map(row => ({ ...row, rev: revs.get(row.id) ?? row.rev }))
    } catch (error) {
      tellRefusal(error)
      return null
    } finally {
      // Shown where they were put until the lanes say it themselves.
      await queries.invalidateQueries({ queryKey: cockpitKey(company, period_id) })
      setMoves(known => known.filter(move => move.key !== key))
    }
  }

  const give = async (from: Person, to: Person, rows: readonly LaneRow[]): Promise<void> => {
    const given = await send(from, to, rows)
    if (!given) return
    notify({
      level: 'success',
      id: `hand-over-${period_id}`,
      text: t('handed', { count: given.length, to: to.name || t('nobody') }),
      action: {
        label: t('undo'),
        onClick: () =>
          void send(to, from, given).then(back => {
            if (back) notify({ level: 'info', text: t('taken_back', { count: back.length }) })
          }),
      },
    })
  }
  return { moves, give }
}

/** A lane's rows as they will be: without those on their way out, with those on their way in. */
export const rowsAfter = (rows: readonly LaneRow[], person: string | null, moves: readonly Move[]): LaneRow[] => {
  const gone = new Set(moves.filter(move => move.from === person).flatMap(move => move.rows.map(row => row.id)))
  const stay = rows.filter(row => !gone.has(row.id))
  const known = new Set(stay.map(row => row.id))
  const coming = moves.filter(move => move.to === person).flatMap(move => move.rows.filter(row => !known.has(row.id)))
  return [...coming, ...stay]
}
