/** A reader in a process of its own, to be stopped by a signal: tells the offsets it got over its process channel. */
import { WebSocket } from 'ws'

const [port, room] = process.argv.slice(2)
let at: { epoch: string; offset: number } | null = null
process.on('disconnect', () => process.exit(0))

const connect = (): void => {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/ws`, ['nabiz.v1'], { perMessageDeflate: false })
  ws.on('open', () =>
    ws.send(JSON.stringify({ type: 'connect', token: '{"user_id":"slow"}', version: 1, rooms: { [room!]: at } })),
  )
  ws.on('message', data => {
    for (const line of String(data).split('\n')) {
      const { type, id, epoch, offset, recovered, from, to } = JSON.parse(line)
      if (type === 'room_joined' && recovered !== 'all') at = { epoch, offset }
      else if (type === 'room_reset') at = { epoch, offset }
      else if (typeof id === 'string' && at) at = { ...at, offset }
      else if (type !== 'room_joined') continue
      process.send?.({ type: typeof id === 'string' ? 'event' : type, offset, recovered, from, to })
    }
  })
  ws.on('close', code => {
    process.send?.({ type: 'closed', code })
    setTimeout(connect, 20)
  })
  ws.on('error', () => {})
}
connect()
