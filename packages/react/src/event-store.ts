/** The events of rooms folded into one immutable state. */
import type { Client } from '@nabiz/client'
import type { RoomEvent } from '@nabiz/protocol'

/** Gives back the same object for an event that changes nothing. */
export type EventReducer<State> = (state: State, event: RoomEvent) => State

export type EventStore<State> = {
  read(): State
  /** Changes the state by hand: what a person did with it. */
  change(by: (state: State) => State): void
  /** The rooms are held while somebody is subscribed. */
  subscribe(changed: () => void): () => void
}

export type EventStoreOptions<State> = {
  client: Pick<Client, 'join'>
  rooms: readonly string[]
  initial: State
  reduce: EventReducer<State>
}

export const createEventStore = <State>(options: EventStoreOptions<State>): EventStore<State> => {
  const { client, rooms, reduce } = options
  const listeners = new Set<() => void>()
  let state = options.initial
  const change = (by: (state: State) => State) => {
    state = by(state)
    for (const changed of [...listeners]) changed()
  }
  return {
    read: () => state,
    change,
    subscribe: changed => {
      listeners.add(changed)
      const held = rooms.map(name => {
        const room = client.join(name)
        room.on('*', event => change(state => reduce(state, event)))
        return room
      })
      return () => {
        listeners.delete(changed)
        for (const room of held) room.leave()
      }
    },
  }
}
