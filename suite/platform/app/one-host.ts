/** Refuses a request that names its host twice: Node reads the first, and a proxy in front may have read the other. */
import { fail } from '#platform/contract'

/** Throws `bad_request`. `rawHeaders`: names and values in turn, as they were sent. */
export const checkOneHost = (rawHeaders: readonly string[]): void => {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]!.length === 4 && rawHeaders[at]!.toLowerCase() === 'host') hosts += 1
  if (hosts > 1) throw fail('bad_request')
}
