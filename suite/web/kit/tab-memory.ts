/** What this tab remembers over a reload or a new sign-in. Storage may be switched off or full: then it remembers nothing. */

const tried = <T>(work: () => T, otherwise: T): T => {
  try {
    return work()
  } catch {
    return otherwise
  }
}

export const remember = (key: string, text: string): void => tried(() => sessionStorage.setItem(key, text), undefined)

export const recall = (key: string): string | null => tried(() => sessionStorage.getItem(key), null)

/** Everything whose key begins so. */
export const forgetAll = (prefix: string): void =>
  tried(() => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  }, undefined)
