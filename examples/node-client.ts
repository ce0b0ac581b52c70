/** A client in Node: follows a room, publishes into it, and leaves when it has heard itself. `NABIZ_URL`, `NABIZ_TOKEN`. */
import { createClient } from '@nabiz/client'

const client = createClient({
  url: process.env.NABIZ_URL ?? 'ws://127.0.0.1:8000/ws',
  // Asked before every attempt and before a token expires: fetch a fresh one here.
  token: async () => process.env.NABIZ_TOKEN ?? '',
})
client.onStatus(({ state, reason }) => console.error(state, reason ?? ''))
client.connect()

const room = client.join('company:1')
const heard = new Promise<void>(resolve => {
  room.on('product_added', ({ offset, data }) => {
    console.log(offset, JSON.stringify(data))
    resolve()
  })
})
// Events follow the position of this moment without a seam: load what you show here.
await new Promise<void>(joined => room.onReset(() => joined()))

// With a key a repeat after a loss happens once.
await client.publish('company:1', 'product_added', { name: 'Kalem' }, { key: crypto.randomUUID() })
await heard
client.close()
