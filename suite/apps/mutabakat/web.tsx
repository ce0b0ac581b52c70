/** E-Mutabakat's door to the browser: where its screens are, what its menu and palette say, which events speak. */
import type { QueryClient } from '@tanstack/react-query'
import { createRoute } from '@tanstack/react-router'
import {
  Building2,
  CalendarCheck,
  ChartColumn,
  Clock,
  FileSpreadsheet,
  FileUp,
  Gauge,
  Handshake,
  Inbox,
  MailPlus,
  MailX,
  PhoneCall,
  ReceiptText,
  SlidersHorizontal,
  Users,
} from 'lucide-react'
import { lazy } from 'react'
import { defineWebApplication } from '../../web/define-web-application.ts'
import { lazyScreen } from '../../web/kit/lazy-screen.ts'
import type { tr } from './locales/tr.ts'
import { toastOf } from './screens/toast-of.ts'

declare module '../../web/locales/messages.ts' {
  interface ApplicationMessages {
    mutabakat: typeof tr
  }
}

type Load = () => Promise<{ default: React.ComponentType }>

/** The router does not know the types of what it mounts, see `createShellRouter`. */
const warm = async (context: object, params: object): Promise<void> => {
  const { queryClient } = context as { queryClient: QueryClient }
  const { company } = params as { company: string }
  const { warmDashboard } = await import('./screens/dashboard/warm-dashboard.ts')
  await warmDashboard(queryClient, company)
}

const WORDS = {
  shell: {
    tr: async () => (await import('./locales/tr-shell.ts')).shell,
    en: async () => (await import('./locales/en-shell.ts')).shell,
    az: async () => (await import('./locales/az-shell.ts')).shell,
  },
  front: {
    tr: async () => (await import('./locales/tr-front.ts')).front,
    en: async () => (await import('./locales/en-front.ts')).front,
    az: async () => (await import('./locales/az-front.ts')).front,
  },
  screens: {
    tr: async () => (await import('./locales/tr-screens.ts')).screens,
    en: async () => (await import('./locales/en-screens.ts')).screens,
    az: async () => (await import('./locales/az-screens.ts')).screens,
  },
  guest: {
    tr: async () => (await import('./locales/tr-guest.ts')).guest,
    en: async () => (await import('./locales/en-guest.ts')).guest,
    az: async () => (await import('./locales/az-guest.ts')).guest,
  },
}

const CallsCount = lazy(() => import('./screens/calls/calls-count.tsx'))

const IncomingCount = lazy(() => import('./screens/mirror/incoming-count.tsx'))

const WRITING = ['owner', 'admin', 'manager', 'member'] as const

export const mutabakat = defineWebApplication({
  id: 'mutabakat',
  path: 'mutabakat',
  labelKey: 'name',
  icon: Handshake,
  nav: [
    { to: '', labelKey: 'nav.dashboard', icon: Gauge },
    { to: 'letters', labelKey: 'nav.letters', icon: FileSpreadsheet },
    { to: 'incoming', labelKey: 'nav.incoming', icon: Inbox, count: IncomingCount },
    { to: 'calls', labelKey: 'nav.calls', icon: PhoneCall, count: CallsCount },
    { to: 'periods', labelKey: 'nav.periods', icon: CalendarCheck },
    { to: 'babs', labelKey: 'nav.babs', icon: ReceiptText },
    { to: 'counterparties', labelKey: 'nav.counterparties', icon: Users },
    { to: 'imports', labelKey: 'nav.imports', icon: FileUp, roles: WRITING },
    { to: 'reports', labelKey: 'nav.reports', icon: ChartColumn },
    { to: 'settings', labelKey: 'nav.setup', icon: SlidersHorizontal },
  ],
  front: parent =>
    createRoute({
      getParentRoute: () => parent,
      path: '/',
      // Not awaited: the frame is drawn meanwhile.
      loader: ({ context, params }) => void warm(context, params),
      component: lazyScreen(() => import('./screens/dashboard/dashboard-page.tsx')),
    }),
  routes: parent => {
    const screen = (path: string, load: Load) =>
      createRoute({ getParentRoute: () => parent, path, component: lazyScreen(load) })
    return [
      screen('letters', () => import('./screens/letters/letters-page.tsx')),
      screen('letters/new', () => import('./screens/letter-form/new-letter-page.tsx')),
      screen('letters/$id', () => import('./screens/letter/letter-page.tsx')),
      screen('calls', () => import('./screens/calls/calls-page.tsx')),
      screen('periods', () => import('./screens/periods/periods-page.tsx')),
      screen('babs', () => import('./screens/babs/babs-page.tsx')),
      screen('periods/$id', () => import('./screens/cockpit/cockpit-page.tsx')),
      screen('batches', () => import('./screens/batches/batches-page.tsx')),
      screen('batches/new', () => import('./screens/wizard/new-batch-page.tsx')),
      screen('batches/$id', () => import('./screens/batches/batch-page.tsx')),
      screen('letters/$id/comparison', () => import('./screens/comparison/comparison-page.tsx')),
      screen('counterparties', () => import('./screens/counterparties/counterparties-page.tsx')),
      screen('counterparties/$id', () => import('./screens/cards/card-page.tsx')),
      screen('reports', () => import('./screens/reports/reports-page.tsx')),
      screen('settings', () => import('./screens/settings/settings-page.tsx')),
      screen('incoming', () => import('./screens/mirror/incoming-page.tsx')),
      screen('incoming/$id', () => import('./screens/mirror/incoming-letter-page.tsx')),
      screen('incoming/$id/comparison', () => import('./screens/mirror/incoming-comparison-page.tsx')),
      screen('links', () => import('./screens/mirror/links-page.tsx')),
      screen('board', () => import('./screens/board/board-page.tsx')),
      screen('imports', () => import('./screens/imports/imports-page.tsx')),
      screen('imports/$id', () => import('./screens/imports/import-page.tsx')),
    ]
  },
  guestRoutes: parent => {
    const screen = (path: string, load: Load) =>
      createRoute({ getParentRoute: () => parent, path, component: lazyScreen(load) })
    return [
      screen('m/$token', () => import('./screens/portal/portal-page.tsx')),
      screen('verify/$code', () => import('./screens/portal/verify-page.tsx')),
    ]
  },
  tasks: [
    { kind: 'mutabakat.import', labelKey: 'tasks.import' },
    { kind: 'mutabakat.import_preview', labelKey: 'tasks.import_preview' },
    { kind: 'mutabakat.bulk_send', labelKey: 'tasks.bulk_send' },
  ],
  commands: [
    { id: 'new-letter', labelKey: 'commands.new_letter', icon: MailPlus, to: 'letters/new', roles: WRITING },
    { id: 'import', labelKey: 'commands.import', icon: FileUp, to: 'imports', roles: WRITING },
    { id: 'letters', labelKey: 'commands.letters', icon: FileSpreadsheet, to: 'letters' },
    { id: 'calls', labelKey: 'commands.calls', icon: PhoneCall, to: 'calls' },
    { id: 'counterparties', labelKey: 'commands.counterparties', icon: Users, to: 'counterparties' },
    { id: 'babs', labelKey: 'commands.babs', icon: ReceiptText, to: 'babs' },
    { id: 'reports', labelKey: 'commands.reports', icon: ChartColumn, to: 'reports' },
    { id: 'setup', labelKey: 'commands.setup', icon: SlidersHorizontal, to: 'settings' },
    { id: 'board', labelKey: 'commands.board', icon: Building2, to: 'board' },
    { id: 'waiting', labelKey: 'commands.waiting', icon: Clock, to: 'letters?filter[status]=sent,viewed' },
    { id: 'rejected', labelKey: 'commands.rejected', icon: MailX, to: 'letters?filter[status]=rejected' },
  ],
  words: WORDS,
  link: ({ kind, id }) => (kind === 'letter' ? `mutabakat/letters/${id}` : null),
  toast: toastOf,
})
