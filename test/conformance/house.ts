/** An engine for hostile bytes: with a witness who must be answered after every case, and a list of faults that must stay empty. */
import { once } from 'node:events'
import { createServer as createHttp, type ServerOptions as HttpOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type NabizServer, type ServerOptions } from '@nabiz/server'
import { RawPeer, text } from './raw-peer.ts'

export type House = AsyncDisposable & {
  server: NabizServer
  port: number
  faults: unknown[]
  /** A peer that was opened and answered `connected`. */
  peer(headers?: Record<string, string | null>): Promise<RawPeer>
  /** Rejects or hangs when the server is not what it was: another connection still gets its answer, nothing was reported. */
  sound(): Promise<void>
}

const CONNECT = JSON.stringify({ type: 'connect', token: 't', version: 1 })

export const openHouse = async (options: Partial<ServerOptions> = {}, http: HttpOptions = {}): Promise<House> => {
  const faults: unknown[] = []
  const server = createServer({
    authenticate: async () => ({ user_id: '5', rooms: ['*'], publish: ['*'] }),
    onError: error => faults.push(error),
    ...options,
    limits: { connectionsPerUser: 1_000, connectsPerMinute: Infinity, messagesPerMinute: Infinity, ...options.limits },
  })
  const listener = createHttp(http)
  server.attach(listener)
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const peers: RawPeer[] = []
  const peer: House['peer'] = async headers => {
    const one = new RawPeer(port)
    peers.push(one)
    await one.open(text(CONNECT), headers)
    await one.until(() => one.frames.length > 0)
    return one
  }
  const witness = await peer()
  let asked = 0
  return {
    ...{ server, port, faults, peer },
    async sound() {
      const ts = ++asked
      await witness.write(text(JSON.stringify({ type: 'ping', ts })))
      await witness.until(() => witness.json().some(frame => frame.type === 'pong' && frame.ts === ts))
      if (faults.length > 0) throw new Error('the server reported faults', { cause: faults })
    },
    async [Symbol.asyncDispose]() {
      for (const one of peers) one.socket.destroy()
      await server.close()
      listener.close()
      listener.closeAllConnections()
    },
  }
}
