/** What a server that runs JavaScript offers the bench; each kind has a file beside this one. */
import type { Data } from '../load/payload.ts'

export type Served = {
  readonly publish: (room: string, data: Data) => void
}

/** Opens the server on `port` 0 and tells the port it got. */
export type Serve = () => Promise<{ served: Served; port: number }>

/** A storm of connects waits here instead of being dropped by the kernel. */
export const BACKLOG = 65_535
