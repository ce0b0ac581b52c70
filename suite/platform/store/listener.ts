/** LISTEN on one connection of its own, which comes back by itself when it is lost. */
import type pg from 'pg'
import type { Logger } from 'pino'
import { type ConnectionTarget, openClient } from './connection.ts'

/**
 * A callback gets the payload of each notification, and an empty one after a lost connection came back: what was said
 * meanwhile is gone, so "look again" is all that can be known.
 */
export type Listener = {
  listen(channel: string, fn: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

const RETRY_MS = { first: 50, most: 2_000 }

export const createListener = (target: ConnectionTarget, log: Logger): Listener => {
  const channels = new Map<string, Set<(payload: string) => void>>()
  const stop = new AbortController()
  let connection: Promise<pg.Client> | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: a connection takes one statement at a time. */
  const say = (client: pg.Client, verb: 'listen' | 'unlisten', channel: string): Promise<unknown> => {
    const said = last.then(() => client.query(`${verb} ${client.escapeIdentifier(channel)}`))
    last = said.catch(() => {})
    return said
  }

  const tell = (channel: string, payload: string) => {
    for (const fn of channels.get(channel) ?? []) fn(payload)
  }

  const connect = async (): Promise<pg.Client> => {
    const client = await openClient(target, 'nabiz listener')
    client.on('notification', message => tell(message.channel, message.payload ?? ''))
    client.on('error', error => log.warn({ err: error }, 'the listening connection was lost'))
    client.on('end', () => {
      connection = null
      if (!stop.signal.aborted && channels.size > 0) void reconnect(RETRY_MS.first)
    })
    for (const channel of channels.keys()) await say(client, 'listen', channel)
    return client
  }

  const reconnect = async (delay: number): Promise<void> => {
    await pause(delay, stop.signal)
    if (stop.signal.aborted || connection) return
    connection = connect()
    try {
      await connection
      for (const channel of channels.keys()) tell(channel, '')
    } catch {
      connection = null
      await reconnect(Math.min(delay * 2, RETRY_MS.most))
    }
  }

  return {
    async listen(channel, fn) {
      const known = channels.get(channel)
      if (known) known.add(fn)
      else channels.set(channel, new Set([fn]))
      connection ??= connect()
      const client = await connection.catch(error => {
        connection = null
        throw error
      })
      // Harmless when it listens already; needed when the connection is older than the channel.
      await say(client, 'listen', channel)
      return async () => {
        const set = channels.get(channel)
        if (!set?.delete(fn) || set.size > 0) return
        channels.delete(channel)
        const current = await connection?.catch(() => null)
        // It may have been asked for again meanwhile.
        if (current && !channels.has(channel)) await say(current, 'unlisten', channel).catch(() => {})
      }
    },
    async close() {
      stop.abort()
      channels.clear()
      const client = await connection?.catch(() => null)
      await client?.end().catch(() => {})
    },
  }
}

/** Waits, or returns at once when `signal` fires. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
