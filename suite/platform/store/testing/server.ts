/** One embedded PostgreSQL for the tests of a process tree, gone with the process that started it. */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { ConnectionTarget } from '../connection.ts'
import { startEmbedded } from '../embedded/server.ts'

/** What another process needs to use the server: plain data, so that it fits into the environment. */
export type TestServer = { app: ConnectionTarget; owner: ConnectionTarget; superuser: ConnectionTarget }

/** Where the global set-up leaves a TestServer for the workers. */
export const TEST_SERVER_VARIABLE = 'NABIZ_TEST_DATABASE'

/** Starts it with fsync off in a folder of its own. It needs no stop: see the guard. */
export const startTestServer = async (): Promise<TestServer> => {
  const dataDir = await makeDataFolder()
  const server = await startEmbedded({ dataDir, fsync: false, log: pino({ level: 'silent' }) })
  return { app: server.app, owner: server.owner, superuser: server.superuser }
}

/** A temporary data folder that is removed, with the PostgreSQL in it, when this process ends. */
export const makeDataFolder = async (): Promise<string> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'nabiz-test-'))
  await chmod(dataDir, 0o711)
  guard(dataDir)
  return dataDir
}

/**
 * What the guard does at the end: the cluster may be elsewhere (`postgres.location`), the fifth line of its pid file is
 * the folder of its socket.
 */
const CLEAN_UP = `
cat > /dev/null
home="$1/postgres"
[ -f "$1/postgres.location" ] && home=$(cat "$1/postgres.location")
pid=$(sed -n 1p "$home/data/postmaster.pid" 2>/dev/null)
sockets=$(sed -n 5p "$home/data/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ]; then
  kill -QUIT "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
  rm -rf "$sockets"
fi
rm -rf "$home" "$1"`

/**
 * A shell that waits for the end of its input, which comes when this process ends, however it ends. Test runners kill
 * their workers, so nothing inside the worker could clean up. It is there before the server is.
 */
const guard = (dataDir: string): void => {
  const child = spawn('/bin/sh', ['-c', CLEAN_UP, 'sh', dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.unref()
  // The pipe must not keep this process alive either.
  ;(child.stdin as unknown as { unref(): void }).unref()
}
