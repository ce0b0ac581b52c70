/** A connection to a server that is still starting. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'

const WITHIN_MS = 10_000
const AGAIN_MS = 20

/** Throws when nothing listens on `port` for 10 s. */
export const connectWhenUp = async (port: number): Promise<Socket> => {
  for (const began = performance.now(); ; ) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    try {
      await once(socket, 'connect')
      return socket
    } catch (error) {
      socket.destroy()
      if (performance.now() - began > WITHIN_MS) throw error
    }
    await after(AGAIN_MS)
  }
}
