/** Real bugs, worn by the server from outside: each must turn the judge red, and counts how often it struck. */
import { existsSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { type Authorize, type Broker, type Carried, createMemoryBroker, type Deliver } from '@nabiz/server'
import { rewriteFrames } from './rewrite-frames.ts'

export const BUGS = [
  'acknowledges and forgets',
  'stores twice',
  'delivers another event at an offset',
  'uses an epoch again after a restart',
  'delivers to a room of another company',
  'asks once and never again',
  'says recovered though it is not',
  'drops an event on its way',
] as const
export type Bug = (typeof BUGS)[number]

export type Parts = {
  readonly broker: Broker
  readonly authorize: Authorize
  /** Called with the HTTP server before the engine is attached. */
  readonly wire: (http: Server) => void
}

/** Strikes at every so many chances: often enough for a short run, seldom enough to look like a bug. */
const EVERY = 10

export type Around = {
  readonly authorize: Authorize
  readonly folder: string
  /** What the history of all rooms may take. */
  readonly budgetBytes: number
  readonly struck: () => void
}

export const withBug = (bug: Bug | null, { authorize, folder, budgetBytes, struck }: Around): Parts => {
  let chances = 0
  const strikes = (): boolean => {
    chances++
    if (chances % EVERY !== 0) return false
    struck()
    return true
  }
  const sound: Parts = { broker: createMemoryBroker({ budgetBytes }), authorize, wire: () => {} }
  const { broker } = sound
  const over = (methods: Partial<Broker>): Parts => ({ ...sound, broker: override(broker, methods) })
  switch (bug) {
    case null:
      return sound
    case 'acknowledges and forgets':
      return over({
        async publish(room, draft, retention) {
          const page = await broker.read(room, null, { events: 1, bytes: 1 })
          if (page.top === 0 || !strikes()) return broker.publish(room, draft, retention)
          return { epoch: page.epoch, offset: page.top + 1 }
        },
      })
    case 'stores twice':
      return over({
        async publish(room, draft, retention) {
          if (strikes()) await broker.publish(room, draft, retention)
          return broker.publish(room, draft, retention)
        },
      })
    case 'delivers another event at an offset':
      return over({
        subscribe(room, retention, deliver) {
          let before: Carried | null = null
          return broker.subscribe(room, retention, (epoch, carried) => {
            const wrong = before !== null && carried.offset !== null && strikes()
            deliver(epoch, wrong ? atOffset(before!, carried) : carried)
            before = carried
          })
        },
      })
    case 'uses an epoch again after a restart': {
      const mark = join(folder, 'started')
      if (existsSync(mark)) struck()
      writeFileSync(mark, '')
      return { ...sound, broker: createMemoryBroker({ budgetBytes, life: 'always' }) }
    }
    case 'delivers to a room of another company': {
      const listeners = new Map<string, Deliver>()
      return over({
        subscribe(room, retention, deliver) {
          listeners.set(room, deliver)
          return broker.subscribe(room, retention, (epoch, carried) => {
            deliver(epoch, carried)
            const other = [...listeners].find(([name]) => name !== room && nameOf(name) === nameOf(room))
            if (other && strikes()) other[1]('', { ...carried, offset: null, frame: withoutOffset(carried) })
          })
        },
      })
    }
    case 'asks once and never again': {
      const answers = new Set<string>()
      return {
        ...sound,
        async authorize(identity, room, action) {
          const key = JSON.stringify([identity.user_id, room, action])
          const yes = await authorize(identity, room, action)
          if (yes) answers.add(key)
          else if (answers.has(key)) struck()
          return yes || answers.has(key)
        },
      }
    }
    case 'says recovered though it is not':
      return rewriting(sound, text => {
        if (!text.startsWith('{"type":"room_joined"') || !text.includes('"recovered":"reset"')) return text
        struck()
        return text.replace('"recovered":"reset"', '"recovered":"all","missed":0')
      })
    case 'drops an event on its way':
      return rewriting(sound, text => (/"offset":\d+\}$/.test(text) && strikes() ? null : text))
  }
}

const rewriting = (sound: Parts, rewrite: (text: string) => string | null): Parts => ({
  ...sound,
  wire: http => http.on('upgrade', (_, socket) => rewriteFrames(socket as Socket, rewrite)),
})

/** The methods of a broker live on its prototype, so they are bound one by one. */
const override = (broker: Broker, methods: Partial<Broker>): Broker => ({
  durability: broker.durability,
  publish: (...given) => broker.publish(...given),
  pass: (...given) => broker.pass(...given),
  place: (...given) => broker.place(...given),
  subscribe: (...given) => broker.subscribe(...given),
  read: (...given) => broker.read(...given),
  sweep: () => broker.sweep(),
  close: () => broker.close(),
  ...methods,
})

const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

const withoutOffset = ({ frame }: Carried): Buffer => Buffer.from(String(frame).replace(/,"offset":\d+\}$/, '}'))

const atOffset = (event: Carried, { offset, slot }: Carried): Carried => ({
  offset,
  slot,
  frame: Buffer.from(`${String(withoutOffset(event)).slice(0, -1)},"offset":${offset}}`),
})
