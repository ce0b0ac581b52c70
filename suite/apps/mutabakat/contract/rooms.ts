/** The rooms this application speaks in; the start merges what several applications declare of one room. */
import { defineRoom } from '@nabiz/protocol'
import { MUTABAKAT_EVENTS } from './events.ts'

/** Members of the company: lists, dashboard, toasts. */
export const companyRoom = defineRoom('company:{id}', { events: MUTABAKAT_EVENTS, history: { durable: true } })

/** All devices of one person: what they sent, and its answers. */
export const userRoom = defineRoom('user:{id}', { events: MUTABAKAT_EVENTS, history: { durable: true } })

/** Who looks at one letter: presence alone, its events are in the room of the company. */
export const letterRoom = defineRoom('mutabakat:{id}', { events: {} })
