/** Tells the sender, every 30 seconds, that the page is in front of the guest, and at once when it no longer is. */
import { useEffect } from 'react'
import type { PortalApi } from './portal-api.ts'

const EVERY_MS = 30_000

export const useReading = (api: PortalApi): void => {
  useEffect(() => {
    // What the server refuses (a visit that ended) the page's own calls say better.
    const say = () => {
      if (document.visibilityState === 'visible') api.reading().catch(() => {})
    }
    const leave = () => api.leave()
    const turn = () => (document.visibilityState === 'visible' ? say() : leave())
    say()
    const timer = setInterval(say, EVERY_MS)
    document.addEventListener('visibilitychange', turn)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', turn)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [api])
}
