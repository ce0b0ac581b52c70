/** A history ordered for judging: publishes with their outcome, and each observer's stay in a room as one run. */
import type { Entry, History, Kind, Of } from './history.ts'

export type Outcome = Of<'ok'> | Of<'passed'> | Of<'fail'> | Of<'info'>
export type Publish = { readonly inv: Of<'inv'>; readonly outcomes: Outcome[] }

/** From `sub` to `unsub`, or to the end of the history when `open`. */
export type Run = {
  readonly sub: Of<'sub'>
  readonly seen: (Of<'recv'> | Of<'skipped'> | Of<'room_reset'>)[]
  open: boolean
}

export type Index = {
  readonly publishes: ReadonlyMap<string, Publish>
  readonly runs: readonly Run[]
  readonly finals: ReadonlyMap<string, Of<'final'>>
  /** Received, skipped or reset outside of any run: nobody asked for it. */
  readonly strays: readonly Entry[]
  /** Outcomes of publishes nobody made. */
  readonly orphans: readonly Outcome[]
  readonly counts: Readonly<Record<Kind, number>>
  /** Entries of no known kind. */
  readonly unknown: number
  readonly of: <K extends Kind>(kind: K) => readonly Of<K>[]
}

const KINDS: Record<Kind, true> = {
  ...{ inv: true, ok: true, passed: true, fail: true, info: true, sub: true, recv: true, skipped: true },
  ...{ room_reset: true, unsub: true, present: true, absent: true, view: true, revoked: true, fault: true },
  ...{ healed: true, live: true, measure: true, exit: true, unhandled: true, final: true },
}

export const indexHistory = (history: History): Index => {
  const byKind = new Map<Kind, Entry[]>(Object.keys(KINDS).map(kind => [kind as Kind, []]))
  const publishes = new Map<string, Publish>()
  const runs: Run[] = []
  const current = new Map<string, Run>()
  const finals = new Map<string, Of<'final'>>()
  const strays: Entry[] = []
  const orphans: Outcome[] = []
  let unknown = 0
  for (const entry of history) {
    const same = byKind.get(entry.kind)
    if (!same) {
      unknown++
      continue
    }
    same.push(entry)
    switch (entry.kind) {
      case 'inv':
        publishes.set(entry.op, { inv: entry, outcomes: [] })
        break
      case 'ok':
      case 'passed':
      case 'fail':
      case 'info': {
        const publish = publishes.get(entry.op)
        if (publish) publish.outcomes.push(entry)
        else orphans.push(entry)
        break
      }
      case 'sub': {
        const key = `${entry.observer} ${entry.room}`
        const before = current.get(key)
        if (before) before.open = false
        const run = { sub: entry, seen: [], open: true }
        runs.push(run)
        current.set(key, run)
        break
      }
      case 'recv':
      case 'skipped':
      case 'room_reset': {
        const run = current.get(`${entry.observer} ${entry.room}`)
        if (run) run.seen.push(entry)
        else strays.push(entry)
        break
      }
      case 'unsub': {
        const key = `${entry.observer} ${entry.room}`
        const run = current.get(key)
        if (run) run.open = false
        current.delete(key)
        break
      }
      case 'final':
        finals.set(entry.room, entry)
    }
  }
  const counts = Object.fromEntries([...byKind].map(([kind, entries]) => [kind, entries.length])) as Index['counts']
  const of = <K extends Kind>(kind: K) => byKind.get(kind) as Of<K>[]
  return { publishes, runs, finals, strays, orphans, counts, unknown, of }
}
