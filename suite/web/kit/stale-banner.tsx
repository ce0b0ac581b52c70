/** Says that what is on the screen may be old, and since when: shown over lists while the network is away. */
import { WifiOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { RelativeTime } from './relative-time.tsx'

/** `since`: when the data was last known to be fresh, in ms. */
export const StaleBanner = ({ since }: { since: number }) => {
  const t = useTranslations('kit.stale')
  return (
    <p role="status" className="flex items-center gap-2 rounded-lg bg-wait-soft px-3 py-2 text-sm text-wait">
      <WifiOff className="size-4 shrink-0" aria-hidden="true" />
      <span>{t.rich('text', { time: () => <RelativeTime value={since} /> })}</span>
    </p>
  )
}
