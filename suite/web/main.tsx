/** Starts the screens: language first (Azerbaijani repairs the browser's Intl), then everything else. */
import './session/quiet-zod.ts'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applications } from './applications.ts'
import { createWords } from './locales/words.ts'
import { Providers } from './providers.tsx'
import { createShellRouter } from './router.tsx'
import { firstLocale } from './session/locale.tsx'
import { createQueryClient } from './session/query-client.ts'

const locale = firstLocale()
document.documentElement.lang = locale
const words = await createWords(locale, applications)
const queryClient = createQueryClient()
const router = createShellRouter(queryClient, words, applications)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers words={words} queryClient={queryClient} applications={applications} router={router} now={Date.now} />
  </StrictMode>,
)

// After everything the first page needs.
const startWorker = () => void navigator.serviceWorker.register('/sw.js').catch(() => {})
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  if (document.readyState === 'complete') startWorker()
  else addEventListener('load', startWorker, { once: true })
}
