/** Passing events of a process without live connections: told through the database to the process that has them. */
import type { Logger } from 'pino'
import type { Store } from '#platform/store'

/** Sends an event that is not recorded: whoever misses it misses nothing that lasts. */
export type PublishPassing = (room: string, type: string, data: unknown) => void

const CHANNEL = 'nabiz_passing'
/** PostgreSQL takes less than 8000 bytes in a notification. */
const MOST_BYTES = 7_900
/** So many on their way at once; what comes on top is passed over, as the next one says more. */
const MOST_WAITING = 64

/** For a worker. Never throws, never waits. */
export const passingThroughDatabase = (store: Store, log: Logger): PublishPassing => {
  let waiting = 0
  return (room, type, data) => {
    const text = JSON.stringify([room, type, data])
    if (Buffer.byteLength(text) > MOST_BYTES || waiting >= MOST_WAITING) {
      log.debug({ room, type }, 'a passing event was passed over')
      return
    }
    waiting++
    store.pool
      .query('select pg_notify($1, $2)', [CHANNEL, text])
      .catch(error => log.warn({ err: error, type }, 'a passing event was not sent'))
      .finally(() => waiting--)
  }
}

/** For the process with the live connections. Resolves to how to stop. */
export const hearPassing = (store: Store, publish: PublishPassing): Promise<() => Promise<void>> =>
  store.listen(CHANNEL, payload => {
    // Empty after the listening connection came back: what passed meanwhile has passed.
    if (payload === '') return
    const [room, type, data] = JSON.parse(payload) as [string, string, unknown]
    publish(room, type, data)
  })
