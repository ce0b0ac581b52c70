/** The time, read again every so often, for texts such as "5 min ago". */
import { useEffect, useState } from 'react'
import { useClock } from './nabiz-provider.ts'

/** ms since 1970, by the provider's clock. `null` does not tick. One timer for each caller, so call it once for a list. */
export const useNow = (every_ms: number | null): number => {
  const clock = useClock()
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    if (every_ms === null) return
    let timer: unknown
    const wait = () => {
      timer = clock.setTimeout(() => {
        setNow(clock.now())
        wait()
      }, every_ms)
    }
    setNow(clock.now())
    wait()
    return () => clock.clearTimeout(timer)
  }, [clock, every_ms])
  return now
}
