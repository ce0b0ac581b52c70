/** What a company decides about its letters: routes as contracts for both ends. */
import { ADMINS, defineRoute, EVERY_ROLE } from '#platform/contract'
import { settingsAnswerSchema, settingsSchema } from '../settings.ts'

export const settingsRoutes = {
  getSettings: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/settings',
    access: EVERY_ROLE,
    summary: 'What the company decided, with the defaults for what it left open',
    response: settingsAnswerSchema,
  }),
  saveSettings: defineRoute({
    method: 'PUT',
    path: '/api/mutabakat/settings',
    access: ADMINS,
    summary: 'Replace the settings; what is left out becomes its default. If-Match names their rev',
    body: settingsSchema,
    response: settingsAnswerSchema,
  }),
} as const
