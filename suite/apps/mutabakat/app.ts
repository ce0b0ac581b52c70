/** E-Mutabakat's door to the server: everything the platform has to know of it. */
import { type Application, defineApplication } from '#platform/app'
import { companyRoom, letterRoom, mutabakatNotifications, userRoom } from './contract/index.ts'
import { mutabakatMigrations } from './data/migrations/index.ts'
import { boardRoutes } from './http/board.ts'
import { certificateRoutes } from './http/certificates.ts'
import { comparisonRoutes } from './http/comparison.ts'
import { counterpartyRoutes } from './http/counterparties.ts'
import { deliveryRoutes } from './http/deliveries.ts'
import { importRoutes } from './http/imports.ts'
import { letterRoutes } from './http/letters.ts'
import { periodRoutes } from './http/periods.ts'
import { portalRoutes } from './http/portal.ts'
import { reportRoutes } from './http/reports.ts'
import { mutabakatSchedules } from './jobs/clock.ts'
import { mutabakatJobs } from './jobs/index.ts'
import { proofSchedules } from './jobs/proof.ts'
import { cacheTags } from './live/cache-tags.ts'
import { routeEvent } from './live/route-event.ts'
import { az } from './locales/az.ts'
import { en } from './locales/en.ts'
import { tr } from './locales/tr.ts'
import { mutabakatMails } from './mails/mail-templates.ts'
import { mutabakatPersons } from './services/cards/hold-persons.ts'
import { mayJoinLetter } from './services/letters/may-join-letter.ts'
import { authenticateGuest } from './services/portal/portal-connection.ts'
import { bounceDelivery, reportDelivery } from './services/reach/bounce-delivery.ts'
import { mutabakatRetention } from './services/settings/keep-records.ts'

export const mutabakat: Application = defineApplication({
  id: 'mutabakat',
  segments: [
    'mutabakat',
    'counterparties',
    'imports',
    'dashboard',
    'periods',
    'batches',
    'portal',
    'verify',
    'certificates',
    'exports',
    'reports',
    'templates',
  ],
  routes: [
    ...letterRoutes,
    ...counterpartyRoutes,
    ...importRoutes,
    ...portalRoutes,
    ...deliveryRoutes,
    ...periodRoutes,
    ...comparisonRoutes,
    ...boardRoutes,
    ...certificateRoutes,
    ...reportRoutes,
  ],
  jobs: mutabakatJobs,
  schedules: [...mutabakatSchedules, ...proofSchedules],
  live: routeEvent,
  cacheTags,
  migrations: mutabakatMigrations,
  catalogues: { tr, en, az },
  retention: mutabakatRetention,
  persons: mutabakatPersons,
  notifications: mutabakatNotifications,
  mails: mutabakatMails,
  onBounce: bounceDelivery,
  onSmsReport: reportDelivery,
  rooms: [companyRoom, userRoom, letterRoom],
  // The other two are the platform's: it has answered for them.
  authorizeRoom: mayJoinLetter,
  authenticateGuest,
})
