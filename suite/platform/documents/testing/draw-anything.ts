/** A drawing for tests of the thread: it works, fails, dies or takes its time, as it is told, or tells its priority. */
import { getPriority } from 'node:os'

type Order = { say?: string; fail?: string; die?: boolean; busy_ms?: number; priority?: boolean }

const draw = async ({ say = '', fail, die, busy_ms = 0, priority }: Order): Promise<Uint8Array> => {
  if (fail) throw new Error(fail)
  if (die) process.exit(3)
  for (const end = performance.now() + busy_ms; performance.now() < end; );
  return Buffer.from(priority ? String(getPriority(0)) : say)
}

export default draw
