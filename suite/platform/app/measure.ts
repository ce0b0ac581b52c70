/** What an answer cost: X-Response-Time and X-Process-Memory, and a line in the log when it took too long. */
import type { FastifyInstance } from 'fastify'

export const SLOW_MS = 1_000
const MEGABYTE = 1_048_576

/** `12.3ms` and `84.5MB`. Slow requests are logged by the route's pattern: its parameters may hold a token. */
export const addMeasures = (http: FastifyInstance): void => {
  http.addHook('onSend', async (request, reply) => {
    // A file from the disk has nothing to tell, and a first visit loads thirty of them.
    if (request.url.startsWith('/assets/')) return
    reply.header('x-response-time', `${reply.elapsedTime.toFixed(1)}ms`)
    reply.header('x-process-memory', `${(process.memoryUsage.rss() / MEGABYTE).toFixed(1)}MB`)
  })
  http.addHook('onResponse', async (request, reply) => {
    const duration_ms = Math.round(reply.elapsedTime)
    const line = {
      request_id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      duration_ms,
    }
    if (duration_ms > SLOW_MS) request.log.warn(line, 'slow request')
    else request.log.debug(line, 'request')
  })
}
