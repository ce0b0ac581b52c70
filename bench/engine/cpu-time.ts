/** Processor time of running processes to the microsecond, where the kernel tells it. */
import { readdirSync, readFileSync } from 'node:fs'
import { readCpuMs } from '../suite/process-memory.ts'

/** Microseconds all threads of these processes have run. Falls back to the kernel's hundredths of a second. */
export const readCpuMicros = (pids: readonly number[]): number => {
  try {
    let nanoseconds = 0
    for (const pid of pids) {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0])
      }
    }
    return nanoseconds / 1_000
  } catch {
    return readCpuMs(pids) * 1_000
  }
}
