/** Waits for the first notice, and only then loads what shows toasts: most visits begin without one. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { NOTICE, type Notice } from './notify.ts'

const Toaster = lazy(() => import('./toaster.tsx'))

export const ToastOutlet = () => {
  const [first, setFirst] = useState<readonly Notice[]>([])
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    if (isReady) return
    const keep = (event: Event) => setFirst(kept => [...kept, (event as CustomEvent<Notice>).detail])
    addEventListener(NOTICE, keep)
    return () => removeEventListener(NOTICE, keep)
  }, [isReady])
  if (first.length === 0) return null
  return (
    <Suspense>
      <Toaster first={first} onReady={() => setReady(true)} />
    </Suspense>
  )
}
