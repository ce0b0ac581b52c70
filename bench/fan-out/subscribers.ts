/** The readers of the fan-out measurement, in a process of their own so that their work is not counted. */
import { io } from 'socket.io-client'

const [kind, port, count] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])]
let received = 0
let joined = 0

const isJoined = (): void => {
  joined += 1
  if (joined === count) process.send?.({ ready: true })
}

/** The server asks how many arrived; only then a message goes back, so that counting costs nobody. */
process.on('message', () => process.send?.({ received }))
process.on('disconnect', () => process.exit(0))

for (let at = 0; at < count; at += 1) {
  if (kind === 'socket.io') {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true })
    socket.on('connect', () => socket.emit('join', isJoined))
    socket.on('product_added', () => {
      received += 1
    })
    continue
  }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, ['nabiz.v1'])
  socket.onopen = () => {
    socket.send(JSON.stringify({ type: 'connect', token: `user-${at}`, version: 1, rooms: { 'bench:1': null } }))
  }
  socket.onmessage = message => {
    // Several frames may share one message, separated by line ends.
    for (const frame of String(message.data).split('\n')) {
      if (frame.includes('"type":"product_added"')) received += 1
      else if (frame.includes('"type":"room_joined"')) isJoined()
    }
  }
}
