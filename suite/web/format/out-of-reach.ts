/** Files of a screen that did not come: told apart whether a newer version replaced them or nothing can be reached. */

/** The network or the server is away: it only has to come back, and loading the page anew would lose the frame round the screen. */
export class OutOfReach extends Error {}

/** Whatever the answer is, there was one. */
export const canReach = async (): Promise<boolean> => {
  if (!navigator.onLine) return false
  try {
    await fetch('/health', { method: 'HEAD', cache: 'no-store' })
    return true
  } catch {
    return false
  }
}

/** Fails with OutOfReach, or as the import failed: then its file is gone, and only a reload brings the new one. */
export const orOutOfReach = async <Loaded>(load: () => Promise<Loaded>): Promise<Loaded> => {
  try {
    return await load()
  } catch (error) {
    if (await canReach()) throw error
    throw new OutOfReach('nothing can be reached', { cause: error })
  }
}
