/** A client on a node that watches a room and has listed who is there. */
import { presenceView } from '../../packages/server/src/testing/presence-view.ts'
import type { Node } from './node.ts'

const watching = { frame: { rooms: { r: null }, presence: { r: 'list' } } }

/** `stand` is what the join was answered; the others tell what it knows by now of the room `r`. */
export const watchPresence = async (node: Pick<Node, 'connect'>, user_id: string) => {
  const client = await node.connect({ user_id }, watching)
  const { presence } = await client.take({ type: 'room_joined' })
  client.send({ type: 'presence_list', room: 'r', limit: 1_000, ref: 'list' })
  await client.take({ ref: 'list' })
  const view = () => presenceView(client.frames, 'r')
  const users = () => [...view().members.values()].map(({ user_id }) => user_id).sort()
  return { client, view, users, stand: presence as { count: number; version: number } }
}

/** As the server answers its application. */
export const usersOf = async (node: Node) =>
  (await node.server.presence('r')).members.map(({ user_id }) => user_id).sort()
