/** The engine beside Express: one HTTP server, the application's routes stay what they are. */
import { createServer as createHttp } from 'node:http'
import { defineRoom } from '@nabiz/protocol'
import { createServer, jwtAuthenticate, signToken } from '@nabiz/server'
import express from 'express'
import { z } from 'zod'

const secret = process.env.JWT_SECRET ?? 'only for this example, at least 32 bytes'
const product = z.object({ name: z.string().min(1) })
const company = defineRoom('company:{id}', { events: { product_added: { schema: product } } })

const app = express()
const server = createServer({ authenticate: jwtAuthenticate({ secret }), rooms: [company] })

app.get('/token', async (_request, response) => {
  response.send(await signToken(secret, { user_id: '5', ttl_ms: 600_000, rooms: ['company:1'] }))
})

app.post('/products', express.json(), async (request, response) => {
  const added = product.safeParse(request.body)
  if (!added.success) {
    response.status(400).json({ error: z.prettifyError(added.error) })
    return
  }
  // Typed by the contract: another event, or data that does not fit it, does not compile.
  const { offset } = await server.publish(company, { id: '1' }, 'product_added', added.data, { user_id: '5' })
  response.status(201).json({ offset })
})

// With the application's listener in place: the engine answers its own paths and hands everything else to Express.
const http = createHttp(app)
server.attach(http)
http.listen({ port: Number(process.env.PORT ?? 8000), host: '127.0.0.1' }, () => {
  const { port } = http.address() as { port: number }
  console.log(`listens on http://127.0.0.1:${port}`)
})
process.once('SIGTERM', () => void server.close().then(() => http.close()))
