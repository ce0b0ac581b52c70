/** The engine inside Fastify: routes of the application publish, its hooks and routes stay what they are. */
import { defineRoom } from '@nabiz/protocol'
import { createServer, jwtAuthenticate, signToken } from '@nabiz/server'
import fastify from 'fastify'
import { z } from 'zod'

const secret = process.env.JWT_SECRET ?? 'only for this example, at least 32 bytes'
const product = z.object({ name: z.string().min(1) })
const company = defineRoom('company:{id}', { events: { product_added: { schema: product } } })

const app = fastify()
const server = createServer({ authenticate: jwtAuthenticate({ secret }), rooms: [company] })

app.get('/token', () => signToken(secret, { user_id: '5', ttl_ms: 600_000, rooms: ['company:1'] }))

app.post('/products', async (request, reply) => {
  const added = product.safeParse(request.body)
  if (!added.success) return reply.code(400).send({ error: z.prettifyError(added.error) })
  // Typed by the contract: another event, or data that does not fit it, does not compile.
  const { offset } = await server.publish(company, { id: '1' }, 'product_added', added.data, { user_id: '5' })
  return reply.code(201).send({ offset })
})

// After ready: the engine answers its own paths and hands everything else to Fastify.
await app.ready()
server.attach(app.server)
app.addHook('onClose', () => server.close())

console.log(`listens on ${await app.listen({ port: Number(process.env.PORT ?? 8000), host: '127.0.0.1' })}`)
process.once('SIGTERM', () => app.close())
