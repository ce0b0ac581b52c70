/** `/api/disconnect` and `/api/refresh_permissions`: what a backend says about people who are connected. */
import type { DisconnectTarget } from '../session/disconnect-sessions.ts'
import type { Routes } from './call.ts'
import { Fields } from './fields.ts'

export type SessionDoors = {
  /** Gives how many sessions were ended. */
  readonly disconnect: (target: DisconnectTarget, revoke: boolean) => Promise<number>
  readonly refreshPermissions: (user_id: string) => Promise<void>
}

/** Exactly one is meant; a company beside a user names that user in that company. */
const targetOf = (fields: Fields): DisconnectTarget => {
  const company = fields.optionalId('company')
  const named = (['session', 'sid', 'user_id'] as const).filter(name => fields.has(name))
  const name = named[0]
  if (named.length > 1 || (name !== undefined && name !== 'user_id' && company !== undefined))
    fields.refuse(named[0] ?? 'company', 'to be the only one of session, sid, user_id and company')
  if (name === 'session') return { session: fields.id(name) }
  if (name === 'sid') return { sid: fields.id(name) }
  if (name === 'user_id') return { user_id: fields.id(name), ...(company !== undefined && { company }) }
  return company === undefined ? fields.refuse('user_id', 'one of session, sid, user_id and company') : { company }
}

export const sessionRoutes = (doors: SessionDoors): Routes => ({
  '/api/disconnect': {
    method: 'POST',
    async run({ body }) {
      const fields = new Fields(body)
      const target = targetOf(fields)
      return { json: { disconnected: await doors.disconnect(target, fields.flag('revoke') ?? false) } }
    },
  },
  '/api/refresh_permissions': {
    method: 'POST',
    async run({ body }) {
      await doors.refreshPermissions(new Fields(body).id('user_id'))
      return { json: {} }
    },
  },
})
