/** The better-auth instance; its type is derived, so that its `api` keeps the plugins' calls. */
import { betterAuth } from 'better-auth'
import { type AuthSettings, authOptions } from './auth-options.ts'

export const createAuth = (settings: AuthSettings) => betterAuth(authOptions(settings))
export type Auth = ReturnType<typeof createAuth>
