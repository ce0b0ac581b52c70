/** E-Mutabakat's door to the server: everything the platform has to know of it. */
import { type Application, defineApplication } from '#platform/app'
import { cardRoom, companyRoom, letterRoom, mutabakatNotifications, setupRoom, userRoom } from './contract/index.ts'
import { mutabakatMigrations } from './data/migrations/index.ts'
import { babsRoutes } from './http/babs.ts'
import { boardRoutes } from './http/board.ts'
import { callRoutes } from './http/calls.ts'
import { certificateRoutes } from './http/certificates.ts'
import { cockpitRoutes } from './http/cockpit.ts'
import { comparisonRoutes } from './http/comparison.ts'
import { counterpartyRoutes } from './http/counterparties.ts'
import { deliveryRoutes } from './http/deliveries.ts'
import { importRoutes } from './http/imports.ts'
import { incomingComparisonRoutes } from './http/incoming-comparison.ts'
import { letterRoutes } from './http/letters.ts'
import { mirrorRoutes } from './http/mirror.ts'
import { periodRoutes } from './http/periods.ts'
import { portalRoutes } from './http/portal.ts'
import { reportRoutes } from './http/reports.ts'
import { mutabakatSchedules } from './jobs/clock.ts'
import { mutabakatJobs } from './jobs/index.ts'
import { proofSchedules } from './jobs/proof.ts'
import { reachSchedules } from './jobs/reach.ts'
import { cacheTags } from './live/cache-tags.ts'
import { endsAccess } from './live/ends-access.ts'
import { routeEvent } from './live/route-event.ts'
import { az } from './locales/az.ts'
import { en } from './locales/en.ts'
import { tr } from './locales/tr.ts'
import { mutabakatMails } from './mails/mail-templates.ts'
import { mutabakatPersons } from './services/cards/hold-persons.ts'
import { mayJoinRoom } from './services/may-join-room.ts'
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
    'babs',
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
    ...cockpitRoutes,
    ...comparisonRoutes,
    ...boardRoutes,
    ...babsRoutes,
    ...mirrorRoutes,
    ...incomingComparisonRoutes,
    ...callRoutes,
    ...certificateRoutes,
    ...reportRoutes,
  ],
  jobs: mutabakatJobs,
  schedules: [...mutabakatSchedules, ...proofSchedules, ...reachSchedules],
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
  rooms: [companyRoom, userRoom, letterRoom, cardRoom, setupRoom],
  // The first two are the platform's: it has answered for them.
  authorizeRoom: mayJoinRoom,
  endsAccess,
  authenticateGuest,
})
