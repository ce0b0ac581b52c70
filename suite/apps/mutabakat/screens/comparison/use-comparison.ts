/** The comparison and its lists: the numbers follow the room, the lists follow the numbers' `rev`. */
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { notify } from '../../../../web/kit/notify.ts'
import type { Comparison, StatementSide } from '../../contract/index.ts'
import type { ComparisonSource, Shown } from './comparison-source.ts'

const PAGE = 50
/** A list of an older `rev` is never asked for again. */
const GONE_AFTER_MS = 5_000

export const useComparison = (source: ComparisonSource) =>
  useLiveQuery<Comparison>({
    room: source.room,
    queryKey: source.key,
    queryFn: ({ signal }) => source.read(signal),
    apply: (current, event) => {
      const { letter_id, rev } = event.data as { letter_id: string; rev: number }
      return letter_id === current.letter_id && rev > current.rev ? 'refetch' : current
    },
  })

/** Of a list: the words that are looked for, and its page. */
export type Looked = { q: string; cursor: string | undefined }

export const usePairs = (source: ComparisonSource, shown: Shown, { q, cursor }: Looked, rev: number) =>
  useQuery({
    queryKey: [...source.key, 'pairs', shown, q, cursor ?? null, rev],
    queryFn: ({ signal }) => source.pairs(shown, { limit: PAGE, cursor, ...(q && { q }) }, signal),
    placeholderData: keepPreviousData,
    gcTime: GONE_AFTER_MS,
  })

export const useLoneLines = (source: ComparisonSource, side: StatementSide, { q, cursor }: Looked, rev: number) =>
  useQuery({
    queryKey: [...source.key, 'lines', side, q, cursor ?? null, rev],
    queryFn: ({ signal }) => source.lines(side, { limit: PAGE, cursor, ...(q && { q }) }, signal),
    placeholderData: keepPreviousData,
    gcTime: GONE_AFTER_MS,
  })

/** Takes what a change answered with, unless something newer is there already. */
export const useTake = (source: ComparisonSource) => {
  const queries = useQueryClient()
  return (next: Comparison): Comparison => {
    queries.setQueryData<Comparison>(source.key, known => (known && known.rev > next.rev ? known : next))
    return next
  }
}

/** Does a change; a refusal is told in a toast and shows what the other side made of the list meanwhile. */
export const useDeed = (source: ComparisonSource) => {
  const take = useTake(source)
  const queries = useQueryClient()
  const errorText = useErrorText()
  return async (deed: () => Promise<Comparison>): Promise<boolean> => {
    try {
      take(await deed())
      return true
    } catch (error) {
      notify({ level: 'error', text: errorText(error) })
      void queries.invalidateQueries({ queryKey: source.key })
      return false
    }
  }
}
