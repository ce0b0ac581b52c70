/** E-Mutabakat's door to the server: everything the platform has to know of it. */
import { type Application, defineApplication } from '#platform/app'
import { companyRoom, letterRoom, mutabakatNotifications, userRoom } from './contract/index.ts'
import { mutabakatMigrations } from './data/migrations/index.ts'
import { importRoutes } from './http/imports.ts'
import { letterRoutes } from './http/letters.ts'
import { portalRoutes } from './http/portal.ts'
import { mutabakatJobs } from './jobs/index.ts'
import { cacheTags } from './live/cache-tags.ts'
import { routeEvent } from './live/route-event.ts'
import { az } from './locales/az.ts'
import { en } from './locales/en.ts'
import { tr } from './locales/tr.ts'
import { mutabakatMails } from './mails/mail-templates.ts'
import { mutabakatPersons } from './services/hold-persons.ts'
import { mutabakatRetention } from './services/keep-records.ts'
import { mayJoinLetter } from './services/may-join-letter.ts'

export const mutabakat: Application = defineApplication({
  id: 'mutabakat',
  segments: ['mutabakat', 'counterparties', 'imports', 'dashboard', 'portal', 'verify'],
  routes: [...letterRoutes, ...importRoutes, ...portalRoutes],
  jobs: mutabakatJobs,
  live: routeEvent,
  cacheTags,
  migrations: mutabakatMigrations,
  catalogues: { tr, en, az },
  retention: mutabakatRetention,
  persons: mutabakatPersons,
  notifications: mutabakatNotifications,
  mails: mutabakatMails,
  rooms: [companyRoom, userRoom, letterRoom],
  // The other two are the platform's: it has answered for them.
  authorizeRoom: mayJoinLetter,
})
