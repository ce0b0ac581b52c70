/** How the room of a letter keeps a chain of evidence true: a fact that is not in it yet asks for the chain again. */
import type { RoomEvent } from '@nabiz/protocol'

type Chain = { letter_id: string; facts: readonly unknown[] }

export const growsWith = (chain: Chain, event: RoomEvent): 'refetch' | undefined => {
  if (event.type !== 'mutabakat_evidence') return undefined
  const { mutabakat_id, length } = event.data as { mutabakat_id: string; length: number }
  return mutabakat_id === chain.letter_id && length > chain.facts.length ? 'refetch' : undefined
}
