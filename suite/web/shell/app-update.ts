/** Whether a newer version of the screens waits, and changing to it. One for each page. */
export type AppUpdate = {
  subscribe(changed: () => void): () => void
  isReady(): boolean
  /** Looks for a newer version; also after the server was away, as it may have come back as another. */
  check(): void
  /** Lets the newer worker take over, then loads the page anew. */
  apply(): void
}

export const createAppUpdate = (workers: ServiceWorkerContainer, reload: () => void): AppUpdate => {
  const hearers = new Set<() => void>()
  // Without one this is a first visit: the worker that arrives is no newer version of anything.
  const isFirstVisit = workers.controller === null
  let isReady = false
  let isAsked = false
  const tell = () => {
    isReady = true
    for (const hear of hearers) hear()
  }
  const follow = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && workers.controller !== null) tell()
    })
  const watch = (registration: ServiceWorkerRegistration) => {
    if (registration.waiting && workers.controller !== null) tell()
    follow(registration.installing)
    registration.addEventListener('updatefound', () => follow(registration.installing))
  }
  void workers.ready.then(watch)
  workers.addEventListener('controllerchange', () => {
    if (isAsked) reload()
    // Another tab changed to the newer version: this one still runs the old.
    else if (!isFirstVisit) tell()
  })
  return {
    subscribe(changed) {
      hearers.add(changed)
      return () => hearers.delete(changed)
    },
    isReady: () => isReady,
    check: () => void workers.getRegistration('/').then(registration => registration?.update().catch(() => {})),
    async apply() {
      const waiting = (await workers.getRegistration('/'))?.waiting
      if (!waiting) return reload()
      isAsked = true
      waiting.postMessage('nabiz_take_over')
    },
  }
}
