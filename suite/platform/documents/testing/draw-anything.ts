/** A drawing for tests of the thread: it works, fails, dies or takes its time, as it is told. */

type Order = { say?: string; fail?: string; die?: boolean; busy_ms?: number }

const draw = async ({ say = '', fail, die, busy_ms = 0 }: Order): Promise<Uint8Array> => {
  if (fail) throw new Error(fail)
  if (die) process.exit(3)
  for (const end = performance.now() + busy_ms; performance.now() < end; );
  return Buffer.from(say)
}

export default draw
