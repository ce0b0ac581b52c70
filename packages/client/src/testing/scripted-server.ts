/** A server for tests that speaks only the frames a test tells it to, over real sockets, for exact timing of faults. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type {
  ClientFrame,
  ConnectedFrame,
  ConnectFrame,
  RoomEvent,
  RoomJoinedFrame,
  ServerFrame,
} from '@nabiz/protocol'
import { type WebSocket, WebSocketServer } from 'ws'

type Frame<Type extends ClientFrame['type']> = Extract<ClientFrame, { type: Type }>

/** One connection, seen from the server. */
export type Peer = {
  /** The next frame of this type that was not taken yet; frames of other types stay. */
  next<Type extends ClientFrame['type']>(type: Type): Promise<Frame<Type>>
  /** Frames that arrived and were not taken, pings left out. */
  untaken(): ClientFrame[]
  send(...frames: (ServerFrame | RoomEvent)[]): void
  text(message: string): void
  close(code: number, reason?: string): void
  /** Cuts the socket without a word. */
  cut(): void
  /** From now on nothing is answered, not even pings. */
  mute(): void
  closed: Promise<number>
}

export type ScriptedServer = {
  url: string
  /** The next connection, after its `connect` frame arrived; the test answers it. */
  accept(): Promise<{ peer: Peer; connect: ConnectFrame }>
  /** Connections so far. */
  count(): number
  stop(): Promise<void>
}

/** A queue that is waited on instead of polled. */
const createQueue = <Item>() => {
  const items: Item[] = []
  const takers: { wants: (item: Item) => boolean; take: (item: Item) => void }[] = []
  return {
    items,
    push: (item: Item) => {
      const at = takers.findIndex(taker => taker.wants(item))
      if (at < 0) items.push(item)
      else takers.splice(at, 1)[0]!.take(item)
    },
    next: (wants: (item: Item) => boolean): Promise<Item> => {
      const at = items.findIndex(wants)
      if (at >= 0) return Promise.resolve(items.splice(at, 1)[0]!)
      return new Promise(take => takers.push({ wants, take }))
    },
  }
}

const createPeer = (socket: WebSocket): Peer => {
  const frames = createQueue<ClientFrame>()
  let muted = false
  socket.on('message', message => {
    const frame = JSON.parse(String(message)) as ClientFrame
    if (frame.type === 'ping' && !muted) socket.send(JSON.stringify({ type: 'pong', ts: frame.ts }))
    frames.push(frame)
  })
  return {
    next: async type => (await frames.next(frame => frame.type === type)) as never,
    untaken: () => frames.items.filter(frame => frame.type !== 'ping'),
    send: (...all) => {
      for (const frame of all) socket.send(JSON.stringify(frame))
    },
    text: message => socket.send(message),
    close: (code, reason) => socket.close(code, reason),
    cut: () => socket.terminate(),
    mute: () => {
      muted = true
    },
    closed: once(socket, 'close').then(([code]) => code as number),
  }
}

export const createScriptedServer = async (): Promise<ScriptedServer> => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const peers = createQueue<Peer>()
  let count = 0
  server.on('connection', socket => {
    count += 1
    peers.push(createPeer(socket))
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`,
    accept: async () => {
      const peer = await peers.next(() => true)
      return { peer, connect: await peer.next('connect') }
    },
    count: () => count,
    stop: async () => {
      for (const socket of server.clients) socket.terminate()
      await new Promise(done => server.close(done))
    },
  }
}

export const connected = (change: Partial<ConnectedFrame> = {}): ConnectedFrame => ({
  type: 'connected',
  session: 's1',
  resumed: false,
  user_id: '5',
  node: 'n1',
  time: 0,
  version: 1,
  features: [],
  heartbeat_ms: 30_000,
  limits: { messages_per_minute: 100, rooms_per_session: 200, frame_bytes: 65_536 },
  ...change,
})

export const roomJoined = (room: string, change: Partial<RoomJoinedFrame> = {}): RoomJoinedFrame => ({
  type: 'room_joined',
  room,
  epoch: 'e1',
  offset: 0,
  recovered: 'fresh',
  ...change,
})

/** A recorded event; its data is its offset. */
export const event = (room: string, offset: number, type = 'product_added'): RoomEvent => ({
  type,
  room,
  data: offset,
  timestamp: 1,
  user_id: '5',
  id: `${room}-${offset}`,
  offset,
})
