/** Lets a thread's work wait for whoever somebody is waiting for. */
import { setPriority } from 'node:os'
import { isMainThread } from 'node:worker_threads'

/** Of 19: it still gets a share of a machine that is never idle. */
const NICE = 10

/**
 * Called first thing in a thread that draws, reads or compares: the thread that answers people goes before it where both
 * want the same processor. Linux alone has a priority for each thread; elsewhere, and in the main thread, nothing happens.
 */
export const stepBack = (): void => {
  // 0 is whoever calls: on Linux that thread, on other systems the whole process.
  if (process.platform === 'linux' && !isMainThread) setPriority(0, NICE)
}
