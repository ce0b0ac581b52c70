/** Memory of running processes as Linux counts it; elsewhere nothing is known. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** `pss`: what is shared with others counts by its share, so that sums are true. In KB. */
export type Memory = { rss: number; pss: number; processes: number }

const numberOf = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN)

export const canReadMemory = (): boolean => existsSync('/proc/self/smaps_rollup')

/** Of these processes together. One that has ended meanwhile counts as nothing. */
export const readMemory = (pids: readonly number[]): Memory => {
  const sum = { rss: 0, pss: 0, processes: 0 }
  for (const pid of pids) {
    try {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      sum.rss += numberOf(text, 'Rss')
      sum.pss += numberOf(text, 'Pss')
      sum.processes++
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return sum
}

/** `pid (name) state parent …`, where the name may hold anything, brackets too. */
const fieldsOf = (pid: number): string[] | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** A process and its children. */
export const withChildren = (pid: number): number[] => {
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return [pid, ...all.map(Number).filter(other => Number(fieldsOf(other)?.[1]) === pid)]
}

/** Processor time used so far, in ms; the kernel counts in hundredths of a second. */
export const readCpuMs = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const fields = fieldsOf(pid)
    return fields === null ? sum : sum + (Number(fields[11]) + Number(fields[12])) * 10
  }, 0)
