/** A TCP network between client and server that slices bytes, cuts links and falls silent, as the test's dice say. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type HostileNetwork = {
  port: number
  /** Ends every link, with a reset or in the middle of what is being written. */
  cut(reset: boolean): void
  /** Nothing passes any more over the links there are; new ones work. */
  fallSilent(): void
  counts: { links: number; slices: number; cut: number; silent: number }
  close(): void
}

export const createHostileNetwork = async (port: number, random: () => number): Promise<HostileNetwork> => {
  const pairs = new Set<[Socket, Socket]>()
  const counts = { links: 0, slices: 0, cut: 0, silent: 0 }
  const pass = (from: Socket, to: Socket) =>
    from.on('data', (bytes: Buffer) => {
      // Small pieces at the beginning, where frames and headers begin; the rest in one.
      let at = 0
      for (let slice = 0; slice < 3 && at < bytes.length; slice += 1) {
        const end = at + 1 + Math.floor(random() * 40)
        to.write(bytes.subarray(at, end))
        at = end
        counts.slices += 1
      }
      if (at < bytes.length) to.write(bytes.subarray(at))
    })
  const server = createServer({ noDelay: true }, near => {
    counts.links += 1
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
    pass(near, far)
    pass(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    cut: reset => {
      counts.cut += pairs.size
      for (const [near, far] of pairs) {
        if (reset) near.resetAndDestroy()
        else near.destroy()
        far.destroy()
      }
    },
    fallSilent: () => {
      counts.silent += pairs.size
      for (const pair of pairs) for (const socket of pair) socket.removeAllListeners('data').resume()
    },
    close: () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      server.close()
    },
  }
}
