/** The data of every event measured: 128 bytes of JSON with a mark to count by and the time it was due. */

/** Stands in nothing else that any of the servers sends. */
export const MARK = 0x60
const BYTES = 128
const DIGITS = 16

/** Microseconds of the machine's monotonic clock: the same for every process. */
export const nowMicros = (): number => Number(process.hrtime.bigint() / 1_000n)

export type Data = { readonly at: string; readonly pad: string }

const padded = (at: number): string => String(at).padStart(DIGITS, '0')
const EMPTY = JSON.stringify({ at: `\`${padded(0)}`, pad: '' }).length
const PAD = 'x'.repeat(BYTES - EMPTY)

/** `due` in microseconds of {@link nowMicros}. */
export const dataAt = (due: number): Data => ({ at: `\`${padded(due)}`, pad: PAD })

/** Events in one message, however it frames them. */
export const countMarks = (payload: Buffer): number => {
  let marks = 0
  for (let at = payload.indexOf(MARK); at >= 0; at = payload.indexOf(MARK, at + 1)) marks++
  return marks
}

/** When the events of one message were due. */
export const dueTimes = (payload: Buffer): number[] => {
  const times: number[] = []
  for (let at = payload.indexOf(MARK); at >= 0; at = payload.indexOf(MARK, at + 1)) {
    times.push(Number(payload.toString('latin1', at + 1, at + 1 + DIGITS)))
  }
  return times
}
