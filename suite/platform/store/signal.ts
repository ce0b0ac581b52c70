/** "Something happened" for a loop: set by anybody, any number of times, waited for by one. */

export type Signal = {
  set(): void
  clear(): void
  /** Resolves at `set` (also one before the wait), or after `ms`. */
  wait(ms: number): Promise<void>
}

export const createSignal = (): Signal => {
  let isSet = false
  let release: (() => void) | null = null
  return {
    set() {
      isSet = true
      release?.()
    },
    clear() {
      isSet = false
    },
    wait: ms =>
      new Promise(resolve => {
        if (isSet) return resolve()
        const timer = setTimeout(() => release?.(), ms)
        release = () => {
          clearTimeout(timer)
          release = null
          resolve()
        }
      }),
  }
}
