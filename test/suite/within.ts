/** A deadline for whatever a test waits for, so that what never comes is named instead of ending in the runner's timeout. */

/** Rejects after `ms` with what was waited for. Default 15 s. */
export const within = async <T>(promise: Promise<T>, what: string, ms = 15_000): Promise<T> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`no ${what} within ${ms} ms`)), ms)
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer))
}
