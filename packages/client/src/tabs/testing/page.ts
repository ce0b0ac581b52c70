/** What a page of the browser test is made of: one shared client, one room, and what both said so far. */
import type { Client } from '../../client.ts'
import type { Status } from '../../connection/status.ts'
import type { JoinedRoom } from '../../room/joined-room.ts'
import { createSharedClient } from '../create-shared-client.ts'

type Options = { user: string; token: string; worker: boolean }

let client: Client
let room: JoinedRoom
const heard: unknown[] = []
const resets: string[] = []

const tools = {
  start({ user, token, worker }: Options): void {
    client = createSharedClient({
      url: '/ws',
      token: () => token,
      user,
      ...(worker && { worker: new SharedWorker('/worker.js', { type: 'module' }) }),
    })
    room = client.join('company:1')
    room.on('*', event => heard.push(event.data))
    room.onReset(reason => resets.push(reason))
    client.connect()
  },
  hold: (name: string): void => void client.join(name),
  heard: (): unknown[] => heard,
  resets: (): string[] => resets,
  state: (): string => room.state.status,
  status: (): Status => client.status,
  publish: async (data: unknown, key?: string): Promise<string> =>
    (await client.publish('company:1', 'counted', data, { key })).id,
  end: (): void => client.close(),
}

export type PageTools = typeof tools
Object.assign(globalThis, { tabs: tools })
