/** Where a request comes from, as limits count it: one IPv4 address, or one IPv6 network of 64 bits. */
import { isIPv4, isIPv6 } from 'node:net'

/**
 * A household or a server owns a whole /64, so counting single addresses would count nothing. Every spelling of one
 * address (upper case, `::ffff:1.2.3.4`, leading zeros) is the same source; what is no address at all is `unknown`.
 */
export const sourceOf = (ip: string): string => {
  const plain = ip.split('%')[0]!
  if (isIPv4(plain)) return plain
  if (!isIPv6(plain)) return 'unknown'
  const groups = groupsOf(plain)
  const mapped = groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff
  if (mapped) return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.')
  return `${groups
    .slice(0, 4)
    .map(group => group.toString(16))
    .join(':')}::/64`
}

/** The URL parser knows every spelling of IPv6 and writes one. */
const groupsOf = (ip: string): number[] => {
  const [head = '', tail] = new URL(`http://[${ip}]/`).hostname.slice(1, -1).split('::')
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16)))
  if (tail === undefined) return numbers(head)
  const [first, last] = [numbers(head), numbers(tail)]
  return [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last]
}
