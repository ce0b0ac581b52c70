/** The last things people did, from `activity_notification`. */
import type { RoomEvent } from '@nabiz/protocol'
import { actorOf, fieldsOf, type Level, levelOf, linkOf, textOf } from './event-data.ts'
import { useEventReducer } from './use-event-reducer.ts'

export type Activity = {
  readonly id: string
  readonly level: Level
  readonly message: string
  readonly actor: string | null
  readonly link: string | null
  /** ms */
  readonly at: number
}

export type ActivityOptions = {
  /** Default `posts`. */
  rooms?: string | readonly string[] | null
  /** How many are kept. Default 20. */
  max?: number
  /** What was before, newest first, from your own server. */
  initial?: readonly Activity[]
}

const NONE: readonly Activity[] = Object.freeze([])

const readActivity = (event: RoomEvent): Activity => {
  const data = fieldsOf(event.data)
  return {
    id: event.id,
    level: levelOf(data.level),
    message: textOf(data.message) ?? [textOf(data.verb), textOf(data.object)].filter(Boolean).join(' '),
    actor: actorOf(event),
    link: linkOf(data.link),
    at: event.timestamp,
  }
}

/** Newest first. */
export const useActivity = ({ rooms = 'posts', max = 20, initial = NONE }: ActivityOptions = {}): readonly Activity[] =>
  useEventReducer(
    rooms,
    (state, event) => {
      if (event.type !== 'activity_notification' || event.removed) return state
      return [readActivity(event), ...state.filter(({ id }) => id !== event.id)].slice(0, max)
    },
    initial,
  )[0]
