/** Starts the screens: language first (Azerbaijani repairs the browser's Intl), then everything else. */
import './session/quiet-zod.ts'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Locale } from '#platform/contract'
import { applications } from './applications.ts'
import { loadCatalogue } from './locales/load-catalogue.ts'
import { Providers } from './providers.tsx'
import { createShellRouter } from './router.tsx'
import { firstLocale } from './session/locale.tsx'
import { createQueryClient } from './session/query-client.ts'

const locale = firstLocale()
document.documentElement.lang = locale
const load = (wanted: Locale) => loadCatalogue(wanted, applications)
const messages = await load(locale)
const queryClient = createQueryClient()
const router = createShellRouter(queryClient, applications)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers
      first={{ locale, messages }}
      loadCatalogue={load}
      queryClient={queryClient}
      applications={applications}
      router={router}
      now={Date.now}
    />
  </StrictMode>,
)

// After everything the first page needs.
const startWorker = () => void navigator.serviceWorker.register('/sw.js').catch(() => {})
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  if (document.readyState === 'complete') startWorker()
  else addEventListener('load', startWorker, { once: true })
}
