/** What every screen stands in: the language, the cache, the clock, the applications. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { WebApplication } from './define-web-application.ts'
import { ClockProvider } from './kit/clock.tsx'
import type { Words } from './locales/words.ts'
import type { createShellRouter } from './router.tsx'
import { ApplicationsProvider } from './session/applications.ts'
import { LocaleProvider } from './session/locale.tsx'

export type ProvidersProps = {
  words: Words
  queryClient: QueryClient
  applications: readonly WebApplication[]
  router: ReturnType<typeof createShellRouter>
  now: () => number
}

export const Providers = ({ words, queryClient, applications, router, now }: ProvidersProps) => (
  <LocaleProvider words={words}>
    <QueryClientProvider client={queryClient}>
      <ClockProvider now={now}>
        <ApplicationsProvider value={applications}>
          <RouterProvider router={router} />
        </ApplicationsProvider>
      </ClockProvider>
    </QueryClientProvider>
  </LocaleProvider>
)
