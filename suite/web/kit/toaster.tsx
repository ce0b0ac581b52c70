/** Where toasts appear. Its stylesheet is imported as a file: the one sonner injects itself is refused by the policy. */
import 'sonner/dist/styles.css'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { useTheme } from '../session/theme.ts'
import { NOTICE, type Notice } from './notify.ts'

/** What can be taken back has to be read first. */
const WITH_ACTION_MS = 10_000

const show = ({ level, text, id, action }: Notice): void => {
  toast[level](text, { ...(id ? { id } : {}), ...(action ? { action, duration: WITH_ACTION_MS } : {}) })
}

/** On a phone the deeds of a page stand at the bottom, two rows high; what is told meanwhile stays above them. */
const ON_PHONES = { bottom: 120 }

/** `first`: notices that came before this was loaded. `onReady`: from here on they are heard here. */
const Toaster = ({ first, onReady }: { first: readonly Notice[]; onReady: () => void }) => {
  const t = useTranslations('kit')
  const { shown } = useTheme()
  const begin = useEffectEvent(() => {
    for (const notice of first) show(notice)
    onReady()
  })
  // Sonner below has begun to listen by now: effects of children run first.
  useEffect(() => {
    begin()
    const hear = (event: Event) => show((event as CustomEvent<Notice>).detail)
    addEventListener(NOTICE, hear)
    return () => removeEventListener(NOTICE, hear)
  }, [])
  return (
    <Sonner
      theme={shown}
      position="bottom-right"
      mobileOffset={ON_PHONES}
      containerAriaLabel={t('toasts')}
      closeButton
      gap={10}
      icons={{
        success: <CircleCheck className="size-5 text-good" />,
        error: <CircleAlert className="size-5 text-bad" />,
        warning: <TriangleAlert className="size-5 text-wait" />,
        info: <Info className="size-5 text-info" />,
      }}
      toastOptions={{ classNames: { toast: 'font-sans shadow-pop' } }}
    />
  )
}

// React's `lazy` takes the default export.
export default Toaster
