/** The service worker, built to `/sw.js`: the offline page, files of the build, push messages, and its own renewal. */
import { workOffline } from './offline.ts'
import { hearPush } from './push-message.ts'
import type { WorkerScope } from './worker-scope.ts'

/** Written in by the build, so that every build is another worker. */
declare const NABIZ_BUILD: readonly string[]

const scope = self as unknown as WorkerScope

workOffline(scope, NABIZ_BUILD)
hearPush(scope)

// A new one waits until the person agreed to load the page anew: two versions in one page would not fit together.
scope.addEventListener('message', ({ data }) => {
  if (data === 'nabiz_take_over') void scope.skipWaiting()
})
