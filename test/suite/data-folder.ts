/** A data folder for a test, and the PostgreSQL in it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

// However the test's process ends, a guard stops the PostgreSQL of the folder and removes both.
export { makeDataFolder } from '../../suite/platform/store/testing/server.ts'

/** Where the cluster is: inside the folder, or where a PostgreSQL that may not run as root was put. */
const clusterOf = async (dataDir: string): Promise<string> =>
  readFile(join(dataDir, 'postgres.location'), 'utf8').catch(() => join(dataDir, 'postgres'))

/** The process id of the folder's PostgreSQL, or null when none runs or ran there. */
export const postgresOf = async (dataDir: string): Promise<number | null> => {
  const file = join(await clusterOf(dataDir), 'data', 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => '')
  return Number(text.split('\n')[0]) || null
}

/** Does a process of this number live? */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
