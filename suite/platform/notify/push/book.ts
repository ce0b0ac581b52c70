/** Remembers the newest push messages of a demonstration, for /dev/mail: a push shows on devices and nowhere else. */
import type { DevPush } from '#platform/contract'

export type PushBook = {
  add(push: DevPush): void
  /** Newest first. */
  list(): DevPush[]
}

/** In memory alone: a restart begins a new book. `keep`: how many, the oldest go first. */
export const createPushBook = (keep = 100): PushBook => {
  const pushes: DevPush[] = []
  return {
    add(push) {
      pushes.push(push)
      if (pushes.length > keep) pushes.shift()
    },
    list: () => pushes.toReversed(),
  }
}
