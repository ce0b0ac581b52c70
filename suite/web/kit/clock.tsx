/** One slow clock for every relative time on the page: they all move together, and the tests can hold it still. */
import { createContext, type ReactNode, use, useEffect, useState } from 'react'

const ClockContext = createContext<number>(0)

export const ClockProvider = ({ now, children }: { now: () => number; children: ReactNode }) => {
  const [time, setTime] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 20_000)
    return () => clearInterval(timer)
  }, [now])
  return <ClockContext value={time}>{children}</ClockContext>
}

/** The time of the last tick, in ms; at most 20 s old. */
export const useClock = (): number => use(ClockContext)
