/** Follows everything a process starts, also what leaves its group and cleans its environment, as servers do. */
import { readdirSync, readFileSync } from 'node:fs'

export type Process = { pid: number; command: string }

/** `look` must be called while the family grows; who appears and is orphaned between two looks is not seen. */
export type Family = { look(): void; alive(): Process[] }

type Row = { parent: number; group: number; state: string; started: string }

/** Only Linux lists its processes like this; elsewhere a family stays empty. */
export const followFamily = (head: number): Family => {
  // A number is given again after a process ended: together with its start it is not.
  const members = new Map<number, string>()
  return {
    look() {
      const rows = readTable()
      const isMember = (pid: number): boolean => pid === head || members.get(pid) === rows.get(pid)?.started
      // A child may be listed before its parent: go over the table until nobody new is found.
      for (let before = -1; before !== members.size; ) {
        before = members.size
        for (const [pid, row] of rows) {
          const born = row.parent !== 0 && (row.parent === head || members.has(row.parent)) && isMember(row.parent)
          if (pid !== process.pid && (pid === head || row.group === head || born)) members.set(pid, row.started)
        }
      }
    },
    alive() {
      const rows = readTable()
      return [...members].flatMap(([pid, started]) => {
        const row = rows.get(pid)
        // A zombie is over already and only waits for its parent to count it.
        return row === undefined || row.started !== started || row.state === 'Z'
          ? []
          : [{ pid, command: commandOf(pid) }]
      })
    },
  }
}

const readTable = (): Map<number, Row> => {
  const rows = new Map<number, Row>()
  for (const name of readable(() => readdirSync('/proc')) ?? []) {
    if (!/^\d+$/.test(name)) continue
    const text = readable(() => readFileSync(`/proc/${name}/stat`, 'utf8'))
    if (text === null) continue
    // `pid (name) state parent group …`, where the name may hold anything, brackets too; the start is field 22.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    rows.set(Number(name), {
      state: fields[0]!,
      parent: Number(fields[1]),
      group: Number(fields[2]),
      started: fields[19]!,
    })
  }
  return rows
}

const commandOf = (pid: number): string =>
  (readable(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0').join(' ').trim().slice(0, 120)

/** A process may end between the listing and the reading. */
const readable = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch {
    return null
  }
}
