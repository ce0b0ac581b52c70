/** Beside the engine's upgrades: tells the operator whose page was refused, which the page itself is not told, and answers other paths. */
import type { Server } from 'node:http'
import { type Origins, originAllowed } from '../transport/origin.ts'

/** Origins are texts of strangers: so many are told, and no more. */
const MOST = 20
const LONGEST = 100
const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** `path` is the engine's. */
export const watchUpgrades = (http: Server, path: string, origins: Origins, warn: (line: string) => void): void => {
  const told = new Set<string>()
  http.on('upgrade', ({ url, headers }, socket) => {
    // The engine leaves other paths to other listeners, and this is one: without an answer they would stay open.
    if (url?.split('?', 1)[0] !== path) {
      socket.on('error', () => {}).once('finish', () => socket.destroy())
      socket.end(NOT_FOUND)
      return
    }
    const { origin } = headers
    if (origin === undefined || originAllowed(origins, headers)) return
    if (told.has(origin) || told.size >= MOST || origin.length > LONGEST) return
    told.add(origin)
    warn(`a page of ${JSON.stringify(origin)} was refused; --origin names pages that may connect`)
  })
}
