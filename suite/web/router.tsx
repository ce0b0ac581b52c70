/** The addresses of the product: the public pages, and below `/c/$company` the shell's own screens and every application. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import type { WebApplication } from './define-web-application.ts'
import { orOutOfReach } from './format/out-of-reach.ts'
import { parseSearch, stringifySearch } from './format/search-params.ts'
import { lazyScreen } from './kit/lazy-screen.ts'
import { NotFoundPage } from './kit/not-found-page.tsx'
import { ToastOutlet } from './kit/toast-outlet.tsx'
import type { Words, WordsPart } from './locales/words.ts'
import { ErrorPage } from './pages/error-page.tsx'
import { homeCompany } from './session/last-company.ts'
import { meQuery } from './session/me.ts'

type Context = { queryClient: QueryClient; words: Words; applications: readonly WebApplication[] }

/** Loads beside the screen's own chunk; the screen is drawn when both are there. */
const says =
  (...parts: WordsPart[]) =>
  ({ context }: { context: Pick<Context, 'words'> }) =>
    orOutOfReach(() => context.words.need(...parts))

const rootRoute = createRootRouteWithContext<Context>()({
  component: () => (
    <>
      <Outlet />
      <ToastOutlet />
    </>
  ),
})

const page = (path: string, load: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({ getParentRoute: () => rootRoute, path, loader: says('accounts'), component: lazyScreen(load) })

const publicRoutes = [
  page('sign-in', () => import('./pages/sign-in-page.tsx')),
  page('set-up', () => import('./pages/set-up-page.tsx')),
  page('invite', () => import('./pages/invitation-page.tsx')),
  page('reset', () => import('./pages/reset-page.tsx')),
  page('sign-up', () => import('./pages/sign-up-page.tsx')),
  page('dev/mail', () => import('./pages/dev-mail-page.tsx')),
]

/** Below it somebody is signed in. The path somebody wanted is kept for after the sign-in. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    const next = location.href === '/' ? undefined : location.href
    if (!me.user) throw redirect({ to: '/sign-in', search: { next }, replace: true })
  },
  loader: ({ context: { words, applications } }) =>
    orOutOfReach(() => words.need('work', ...applications.map(({ id }): WordsPart => `${id}/shell`))),
  component: lazyScreen(() => import('./shell/signed-in.tsx'), 'SignedIn'),
})

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    const company = homeCompany(me.companies)
    if (company) throw redirect({ to: `/c/${company.slug}`, replace: true })
  },
  component: lazyScreen(() => import('./pages/no-company-page.tsx')),
})

const companyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'c/$company',
  component: lazyScreen(() => import('./pages/company-door.tsx'), 'CompanyDoor'),
})

const screen = (path: string, load: () => Promise<{ default: React.ComponentType }>, ...parts: WordsPart[]) =>
  createRoute({
    getParentRoute: () => companyRoute,
    path,
    loader: says(...parts),
    component: lazyScreen(load),
  })

const settingsRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: 'settings',
  // The audit log names the deeds of every application.
  loader: ({ context: { words, applications } }) =>
    orOutOfReach(() =>
      words.need('administration', 'views', ...applications.map(({ id }): WordsPart => `${id}/screens`)),
    ),
  component: lazyScreen(() => import('./pages/settings/settings-layout.tsx')),
})

const part = (path: string, load: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({ getParentRoute: () => settingsRoute, path, component: lazyScreen(load) })

const companyScreens = [
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/',
    component: lazyScreen(() => import('./pages/home-page.tsx'), 'HomePage'),
  }),
  screen('tasks', () => import('./pages/tasks-page.tsx')),
  screen('notifications', () => import('./pages/notifications-page.tsx')),
  screen('notifications/settings', () => import('./pages/notification-settings-page.tsx')),
  settingsRoute.addChildren([
    part('/', () => import('./pages/settings/company-page.tsx')),
    part('members', () => import('./pages/settings/members-page.tsx')),
    part('mails', () => import('./pages/settings/mail-templates-page.tsx')),
    part('mail-log', () => import('./pages/settings/mail-log-page.tsx')),
    part('audit', () => import('./pages/settings/audit-page.tsx')),
    part('retention', () => import('./pages/settings/retention-page.tsx')),
    part('persons', () => import('./pages/settings/persons-page.tsx')),
    part('operators', () => import('./pages/settings/operators-page.tsx')),
    part('account-mails', () => import('./pages/settings/account-mails-page.tsx')),
  ]),
  screen('account', () => import('./pages/account-page.tsx'), 'accounts'),
  screen('gallery', () => import('./pages/gallery/gallery-page.tsx'), 'views'),
]

const mount = ({ id, path, front, routes }: WebApplication) => {
  const parent = createRoute({ getParentRoute: () => companyRoute, path })
  // Apart, because a first screen should not wait for the words of all others.
  const door = createRoute({ getParentRoute: () => parent, id: 'front', loader: says(`${id}/front`) })
  const inside = createRoute({ getParentRoute: () => parent, id: 'screens', loader: says('views', `${id}/screens`) })
  return parent.addChildren([door.addChildren([front(door)]), inside.addChildren(routes(inside))])
}

/** Guests come by a link and have no account: their pages stand outside the shell. */
const mountGuests = (applications: readonly WebApplication[]) => {
  const parent = createRoute({
    getParentRoute: () => rootRoute,
    path: 'p',
    component: lazyScreen(() => import('./shell/public-layout.tsx'), 'GuestLayout'),
  })
  const own = (application: WebApplication) => {
    const door = createRoute({
      getParentRoute: () => parent,
      id: application.id,
      loader: says(`${application.id}/guest`),
    })
    return door.addChildren(application.guestRoutes?.(door) ?? [])
  }
  return parent.addChildren(applications.map(own))
}

/**
 * The routes of applications are not known to the type checker, so the router is not registered: `to` is plain text
 * (`companyPath`), and screens read their own parameters with `useParams({ strict: false })`.
 */
export const createShellRouter = (queryClient: QueryClient, words: Words, applications: readonly WebApplication[]) =>
  createRouter({
    routeTree: rootRoute.addChildren([
      ...publicRoutes,
      mountGuests(applications),
      signedInRoute.addChildren([homeRoute, companyRoute.addChildren([...companyScreens, ...applications.map(mount)])]),
    ]),
    context: { queryClient, words, applications },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    // The query cache decides what is fresh.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  })
