/** `/health` and `/ready`, open to anybody: for whoever starts, watches and balances processes. Everything else is 404. */
import type { Server } from 'node:http'

const answer = (status: number, body: object) => ({ status, text: JSON.stringify(body) })
const NOT_FOUND = answer(404, { error: { code: 'not_found', message: 'There is nothing here' } })

/** `draining`: from then on the process is healthy, but not ready. */
export const answerProbes = (http: Server): { draining(): void } => {
  let ready = true
  http.on('request', (request, response) => {
    const path = request.url?.split('?', 1)[0]
    const { status, text } =
      path === '/health'
        ? answer(200, { status: 'ok' })
        : path === '/ready'
          ? answer(ready ? 200 : 503, { status: ready ? 'ready' : 'draining' })
          : NOT_FOUND
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    response.end(text)
  })
  return {
    draining() {
      ready = false
    },
  }
}
