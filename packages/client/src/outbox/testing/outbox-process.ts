/** A process that fills and sends an outbox until it is killed: url, folder, token, room, first number. Says each number once it is stored. */
import { WebSocket } from 'ws'
import { createClient } from '../../client.ts'
import { createOutbox } from '../outbox.ts'
import { createFileStorage } from './file-storage.ts'

const [url = '', folder = '', token = '', room = '', first = '1'] = process.argv.slice(2)
const client = createClient({ url, token: () => token, WebSocket })
client.connect()
const outbox = createOutbox({ client, storage: createFileStorage(folder), user: '5' })
for (let data = Number(first); ; data += 1) {
  await outbox.send({ kind: 'publish', room, event: 'message:new', data })
  process.stdout.write(`${data}\n`)
}
