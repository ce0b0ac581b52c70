/** A door between browsers and a server that the test can shut: what a pulled cable and a stuck network do. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Gate = {
  url: string
  /** Ends every connection and lets none through. */
  shut(): void
  open(): void
  /** Lets nothing more pass from the server to who is connected now, and ends nothing. */
  stifle(): void
  close(): void
}

type Pair = { browser: Socket; server: Socket }

/** A port that nobody listens on now. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export const openGate = async (port: number): Promise<Gate> => {
  const pairs = new Set<Pair>()
  let isOpen = true
  const door = createServer(browser => {
    if (!isOpen) return void browser.resetAndDestroy()
    const server = connect(port, '127.0.0.1')
    const pair = { browser, server }
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      browser.destroy()
      server.destroy()
    }
    for (const socket of [browser, server]) socket.on('error', end).on('close', end)
    browser.pipe(server)
    server.pipe(browser)
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  const shut = () => {
    isOpen = false
    for (const { browser, server } of pairs) {
      browser.destroy()
      server.destroy()
    }
  }
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    shut,
    open: () => {
      isOpen = true
    },
    stifle: () => {
      for (const { browser, server } of pairs) {
        server.unpipe(browser)
        // Still read, so that the server does not notice a full pipe.
        server.resume()
      }
    },
    close: () => {
      shut()
      door.close()
    },
  }
}
