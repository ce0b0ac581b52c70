/** The address that limits count by: one writing for each machine, one /64 for each IPv6 network. */
import { isIPv6, SocketAddress } from 'node:net'

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
