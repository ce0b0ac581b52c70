/** Which part of the address space belongs to whom: two owners of one path are found at boot, not by a caller. */
import type { Application } from './application.ts'

/** The platform's own, under /api and beside it. */
const PLATFORM = [
  'admin',
  'auth',
  'companies',
  'company',
  'dev',
  'files',
  'invitations',
  'mail',
  'me',
  'members',
  'notifications',
  'openapi.json',
  'push',
  'rt',
  'sessions',
  'setup',
  'tasks',
  'views',
]
/** The engine's own door, answered only when an API key is configured. */
const ENGINE = ['publish', 'broadcast', 'disconnect', 'refresh_permissions', 'presence', 'history', 'ws']
/** First segments without /api that are pages or probes. */
const TOP = [
  '',
  'api',
  'assets',
  'c',
  'dev',
  'health',
  'invite',
  'p',
  'ready',
  'reset',
  'set-up',
  'sign-in',
  'sign-up',
  'ws',
]

const firstSegment = (path: string): { api: boolean; segment: string } => {
  const [, first = '', second = ''] = path.split('/')
  return first === 'api' ? { api: true, segment: second } : { api: false, segment: first }
}

/** Throws a sentence for whoever wrote the application. */
export const checkSegments = (applications: readonly Pick<Application, 'id' | 'segments' | 'routes'>[]): void => {
  const owners = new Map<string, string>()
  for (const segment of PLATFORM) owners.set(segment, 'the platform')
  for (const segment of ENGINE) owners.set(segment, 'the engine')
  for (const { id, segments } of applications) {
    for (const segment of segments) {
      const owner = owners.get(segment)
      if (owner) throw new Error(`${id} declares the path segment "${segment}", which belongs to ${owner}`)
      owners.set(segment, id)
    }
  }
  for (const { id, routes } of applications) {
    for (const { contract } of routes) {
      const { api, segment } = firstSegment(contract.path)
      if (owners.get(segment) !== id || (!api && TOP.includes(segment)))
        throw new Error(`${id} answers ${contract.path}, but has not declared "${segment}"`)
    }
  }
}
