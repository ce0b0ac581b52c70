/** A way to a server that can be cut and mended, for one client alone. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type Link = { port: number; cut(): void; mend(): void; close(): void }

export const linkTo = async (target: number): Promise<Link> => {
  const open = new Set<Socket>()
  let whole = true
  const server = createServer(from => {
    if (!whole) {
      from.destroy()
      return
    }
    const to = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    cut,
    mend: () => {
      whole = true
    },
    close: () => {
      cut()
      server.close()
    },
  }
}
