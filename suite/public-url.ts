/** What links in mails call this installation, when nobody said. */
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import type { Config } from './config.ts'

/** Every address of the machine: a place to listen, not a name to put into a link. */
const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** PUBLIC_URL, else the address that `port` is listened on. A process that works on jobs writes the same links. */
export const publicUrlOf = (config: Config, port: number, log: Logger): string => {
  if (config.publicUrl) return config.publicUrl
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  const publicUrl = `http://${isWildcard(config.host) ? hostname() : host}:${port}`
  if (config.production) log.warn({ publicUrl }, 'PUBLIC_URL is not set: links in mails use the name of this machine')
  return publicUrl
}
