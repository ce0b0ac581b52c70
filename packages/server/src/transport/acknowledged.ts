/** What the other ends of connections have not acknowledged, as Linux tells: a write that the system took may be on its way to nobody. */
import { createReadStream } from 'node:fs'
import { isIPv6, type Socket } from 'node:net'

/** Every TCP connection that this process could have, one a line. Other systems have no such file. */
const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6']

const LINE = /^\s*\d+: (\S+ \S+) \S+ ([0-9A-F]+):/

const bytesOf = (address: string): number[] => {
  if (!isIPv6(address)) return address.split('.').map(Number)
  // An address in a URL is written in one way: groups of hexadecimal digits, zeros left out once.
  const [left = '', right = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (text: string) => text.split(':').filter(group => group !== '')
  const [front, back] = [groups(left), groups(right)]
  const zeros = Array<string>(8 - front.length - back.length).fill('0')
  const numbers = [...front, ...zeros, ...back].map(group => Number.parseInt(group, 16))
  return numbers.flatMap(number => [number >> 8, number & 0xff])
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0')

/** The tables write each four bytes as one number of the machine, which begins with the last. */
const place = (address: string, port: number): string => {
  const bytes = bytesOf(address.split('%')[0]!)
  let text = ''
  for (let from = 0; from < bytes.length; from += 4) {
    for (const byte of bytes.slice(from, from + 4).reverse()) text += hex(byte, 2)
  }
  return `${text}:${hex(port, 4)}`
}

/** How the tables name a connection; null when it is over. */
export const tableName = (socket: Socket): string | null => {
  const { localAddress, localPort, remoteAddress, remotePort } = socket
  if (!localAddress || !localPort || !remoteAddress || !remotePort) return null
  return `${place(localAddress, localPort)} ${place(remoteAddress, remotePort)}`
}

/** Calls `tell` with the name of every connection and the bytes that wait for its other end; for none where nothing is told. */
export const readUnacknowledged = async (tell: (name: string, bytes: number) => void): Promise<void> => {
  for (const table of TABLES) {
    let rest = ''
    try {
      for await (const chunk of createReadStream(table, 'latin1') as AsyncIterable<string>) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop()!
        for (const line of lines) {
          const [, name, waiting] = LINE.exec(line) ?? []
          if (name !== undefined && waiting !== undefined) tell(name, Number.parseInt(waiting, 16))
        }
      }
    } catch {
      // Not this system, or not this kind of address: the connections count what the system took.
    }
  }
}
