/** Walking through facts: by hand, or one after the other by itself. */
import { useEffect, useState } from 'react'

/** Long enough to read a fact. */
const STEP_MS = 1_200

export type Replay = {
  /** Of the fact shown, from 0; null while nothing is replayed. */
  at: number | null
  isPlaying: boolean
  begin(): void
  end(): void
  goTo(at: number): void
  play(): void
  pause(): void
}

/** `count`: facts there are; more may come while one is shown, and the place stays. */
export const useReplay = (count: number): Replay => {
  const [at, setAt] = useState<number | null>(null)
  const [isPlaying, setPlaying] = useState(false)
  const isAtEnd = at !== null && at >= count - 1
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => setAt(now => (now === null ? null : Math.min(now + 1, count - 1))), STEP_MS)
    return () => clearInterval(timer)
  }, [isPlaying, count])
  return {
    at,
    isPlaying: isPlaying && !isAtEnd,
    begin: () => setAt(0),
    end: () => {
      setPlaying(false)
      setAt(null)
    },
    goTo: next => {
      setPlaying(false)
      setAt(next)
    },
    play: () => {
      if (isAtEnd) setAt(0)
      setPlaying(true)
    },
    pause: () => setPlaying(false),
  }
}
