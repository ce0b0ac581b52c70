/** The address that limits count by: one writing for each machine, one /64 for each IPv6 network. */
import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6, SocketAddress } from 'node:net'

/** `::ffff:1.2.3.4` → `1.2.3.4`; other IPv6 → its first 64 bits; anything else as it is. */
export const clientAddress = (remote: string | undefined): string => {
  if (remote === undefined) return 'unknown'
  const bare = remote.split('%')[0]!.toLowerCase()
  if (!isIPv6(bare)) return bare
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)
  if (mapped) return mapped[1]!
  const written = new SocketAddress({ address: bare, family: 'ipv6' }).address
  const [front = '', back] = written.split('::')
  const left = front === '' ? [] : front.split(':')
  const right = back === undefined || back === '' ? [] : back.split(':')
  const zeros = back === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(Math.max(0, zeros)).fill('0'), ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}

/**
 * Where a request comes from, canonical. `hops` proxies in front are believed, each about the one before it; what stands
 * further left in `X-Forwarded-For` anybody may have written.
 */
export const addressOf = (request: IncomingMessage, hops: number): string => {
  const { headers, socket } = request
  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const hop = hops === 0 ? '' : told.at(-Math.min(hops, told.length))!.trim()
  return clientAddress(isIP(hop) === 0 ? socket.remoteAddress : hop)
}
