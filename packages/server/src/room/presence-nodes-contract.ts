/** What every way between nodes does for presence: one suite, run by each. */
import type { PresenceMember } from '@nabiz/protocol'
import { describe, expect, test } from 'vitest'
import type { PresenceNodes, PresenceSide } from './presence-nodes.ts'

export type TwoNodes = { one: PresenceNodes; two: PresenceNodes; end: () => Promise<void> }

/** A room of one node, with members that the test puts there, and what it heard of others. */
class Side implements PresenceSide {
  readonly members = new Map<string, PresenceMember>()
  readonly heard = new Map<string, PresenceMember>()

  hear({ put, left }: Parameters<PresenceSide['hear']>[0]): void {
    for (const member of put) this.heard.set(member.member, member)
    for (const { member } of left) this.heard.delete(member)
  }

  own(): PresenceMember[] {
    return [...this.members.values()]
  }
}

export const presenceNodesContract = (what: string, make: () => Promise<TwoNodes>): void => {
  const open = async (nodes: PresenceNodes, room: string) => {
    const side = new Side()
    const link = nodes.open(room, side)
    await link.ready
    let names = 0
    const put = (index = names++, state?: Record<string, string>) => {
      const name = index.toString(36).padStart(7, '0') + nodes.tag
      const member: PresenceMember = {
        member: name,
        user_id: '5',
        device: 'd',
        status: 'online',
        since: 1,
        ...(state && { state }),
      }
      side.members.set(name, member)
      link.tell({ put: [member], left: [] })
      return member
    }
    const remove = ({ member }: PresenceMember) => {
      side.members.delete(member)
      link.tell({ put: [], left: [{ member, last_seen: 2 }] })
    }
    return { side, link, put, remove, heard: () => [...side.heard.values()] }
  }
  const nodes = async () => {
    const made = await make()
    return Object.assign(made, { [Symbol.asyncDispose]: made.end })
  }

  describe(`presence over nodes: ${what}`, () => {
    test('[RD20] what one node tells the others hear in its order, and it does not hear itself', async () => {
      await using all = await nodes()
      const [a, b] = [await open(all.one, 'r'), await open(all.two, 'r')]
      const [first, second] = [a.put(), a.put()]
      const mine = b.put()
      const looks = Array.from({ length: 50 }, (_, index) => a.put(0, { page: `${index}` }))
      a.remove(second)
      await expect.poll(b.heard).toEqual([looks.at(-1)])
      await expect.poll(a.heard).toEqual([mine])
      a.remove(first)
      await expect.poll(b.heard).toEqual([])
    })

    test('[RD20] who opens a room knows when it is ready who is there on other nodes', async () => {
      await using all = await nodes()
      const a = await open(all.one, 'r')
      const members = Array.from({ length: 300 }, () => a.put())
      a.remove(members.pop()!)
      const marker = await open(all.two, 'marker')
      const told = await open(all.one, 'marker')
      told.put()
      // Told behind the rest, so all of it has arrived.
      await expect.poll(() => marker.heard().length).toBe(1)
      const b = await open(all.two, 'r')
      expect(
        b
          .heard()
          .map(({ member }) => member)
          .sort(),
      ).toEqual(members.map(({ member }) => member))
    })

    test('[RD20] [RD24] a room that is closed on a node has nobody of it, and may be opened again', async () => {
      await using all = await nodes()
      const b = await open(all.two, 'r')
      for (let round = 0; round < 3; round++) {
        const a = await open(all.one, 'r')
        const member = a.put(round)
        await expect.poll(b.heard).toEqual([member])
        a.link.close()
        a.put(100 + round)
        await expect.poll(b.heard).toEqual([])
      }
      expect((await open(all.one, 'r')).heard()).toEqual([])
    })

    test('[RD24] a node that closes takes its members out of every room', async () => {
      await using all = await nodes()
      const rooms = ['r', 's']
      const watching = await Promise.all(rooms.map(room => open(all.two, room)))
      for (const room of rooms) (await open(all.one, room)).put()
      for (const one of watching) await expect.poll(() => one.heard().length).toBe(1)
      await all.one.close()
      for (const one of watching) await expect.poll(one.heard).toEqual([])
    })

    test('[RD20] [RD6] rooms of one name are apart by company, whatever companies are called', async () => {
      await using all = await nodes()
      const names = ['r', 'a/r', 'a%3Ab/r', 'a*/r', "a'/r"]
      const rooms = await Promise.all(names.map(async room => [await open(all.one, room), await open(all.two, room)]))
      const told = rooms.map(([one], index) => one!.put(index))
      for (const [index, [, two]] of rooms.entries()) await expect.poll(two!.heard).toEqual([told[index]])
    })
  })
}
