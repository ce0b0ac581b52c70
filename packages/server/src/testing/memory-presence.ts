/** Nodes in one process whose presence is one, for tests: what one tells, the others hear in the next step. */
import type { PresenceMember } from '@nabiz/protocol'
import type { PresenceNews, PresenceNodes, PresenceSide } from '../room/presence-nodes.ts'

type Seat = { readonly node: string; readonly side: PresenceSide; readonly members: Map<string, PresenceMember> }

export class MemoryPresence {
  readonly #rooms = new Map<string, Set<Seat>>()
  #nodes = 0

  node(): PresenceNodes {
    const tag = (++this.#nodes).toString(16).padStart(12, '0')
    const links = new Set<{ close(): void }>()
    return {
      tag,
      open: (room, side) => {
        const seats = this.#rooms.get(room) ?? new Set()
        this.#rooms.set(room, seats)
        const seat: Seat = { node: tag, side, members: new Map() }
        const known = [...seats].flatMap(({ members }) => [...members.values()])
        seats.add(seat)
        side.hear({ put: known, left: [] })
        const tell = (news: PresenceNews) => {
          if (!seats.has(seat)) return
          for (const member of news.put) seat.members.set(member.member, member)
          for (const { member } of news.left) seat.members.delete(member)
          this.#others(seats, seat, news)
        }
        const close = () => {
          const left = [...seat.members.keys()].map(member => ({ member, last_seen: 1 }))
          tell({ put: [], left })
          seats.delete(seat)
          links.delete(link)
        }
        const link = { ready: Promise.resolve(), tell, close }
        links.add(link)
        return link
      },
      close: async () => {
        for (const link of [...links]) link.close()
      },
    }
  }

  #others(seats: ReadonlySet<Seat>, from: Seat, news: PresenceNews): void {
    for (const seat of seats) if (seat !== from) queueMicrotask(() => seats.has(seat) && seat.side.hear(news))
  }
}
