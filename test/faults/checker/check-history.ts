/** The judge: GREEN when a history kept every promise and shows enough to say so, RED when not, UNKNOWN when nobody can tell. */
import type { History } from './history.ts'
import { type Index, indexHistory } from './index-history.ts'
import { judgeEvents } from './judge-events.ts'
import { judgeOrder } from './judge-order.ts'
import { judgePresence, judgeRevocation } from './judge-people.ts'
import { QUOTAS, type Quota, type Tally, tally } from './quotas.ts'
import { DEFAULT_RULES, type Finding, type RunRules } from './rules.ts'

export type Verdict = {
  readonly colour: 'GREEN' | 'RED' | 'UNKNOWN'
  readonly findings: readonly Finding[]
  /** Why nobody can tell. */
  readonly missing: readonly string[]
  readonly tally: Tally
  /** Entries that were classified. */
  readonly read: number
  /** Acknowledged events of rooms without a log, lost with their server and announced by a new epoch. */
  readonly declaredLoss: number
}

/** `quotas` replaces single minima; 0 says that this kind of run cannot have it. */
export type CheckOptions = Partial<RunRules> & { readonly quotas?: Partial<Record<Quota, number>> }

/** HC11, HC12, HC21: bounds held, nobody died unbidden, every fault happened. */
const judgeWorld = (index: Index): Finding[] => [
  ...index
    .of('measure')
    .flatMap(({ name, value, bound }) =>
      value <= bound ? [] : [{ rule: 'HC11', name: 'over-bound', text: `${name}: ${value} > ${bound}` }],
    ),
  ...index
    .of('exit')
    .flatMap(({ how, expected }) =>
      expected ? [] : [{ rule: 'HC12', name: 'unexpected-exit', text: `the server ended with ${how}` }],
    ),
  ...index.of('unhandled').map(({ what }) => ({ rule: 'HC12', name: 'unhandled', text: what })),
  ...index
    .of('fault')
    .flatMap(({ name, witness }) => (witness > 0 ? [] : [{ rule: 'HC21', name: 'fault-did-nothing', text: name }])),
]

/** HC22: everything that is in the history was understood, and every question has one outcome. */
const judgeClosed = (index: Index, length: number): { findings: Finding[]; missing: string[] } => {
  const findings: Finding[] = []
  const missing: string[] = []
  const read = Object.values(index.counts).reduce((sum, count) => sum + count, 0)
  if (index.unknown > 0 || read !== length)
    findings.push({ rule: 'HC22', name: 'unclassified', text: `${length - read} of ${length} entries` })
  for (const { op } of index.orphans)
    findings.push({ rule: 'HC22', name: 'orphan', text: `an outcome of ${op}, which nobody asked for` })
  let open = 0
  for (const { inv, outcomes } of index.publishes.values()) {
    if (outcomes.length === 0) open++
    else if (outcomes.length > 1) findings.push({ rule: 'HC22', name: 'two-outcomes', text: inv.op })
  }
  if (open > 0) missing.push(`the outcome of ${open} publishes`)
  const rooms = new Set([...index.publishes.values()].map(({ inv }) => inv.room))
  for (const room of rooms) if (!index.finals.has(room)) missing.push(`the final log of ${room}`)
  if (index.counts.healed === 0) missing.push('the moment of healing')
  return { findings, missing }
}

/** A pure function of what was written down. */
export const checkHistory = (history: History, options: CheckOptions = {}): Verdict => {
  const { quotas = {}, ...own } = options
  const rules: RunRules = { ...DEFAULT_RULES, ...own }
  const index = indexHistory(history)
  const events = judgeEvents(index, rules)
  const presence = judgePresence(index, rules)
  const closed = judgeClosed(index, history.length)
  const findings = [
    ...closed.findings,
    ...events.findings,
    ...judgeOrder(index, rules),
    ...presence.findings,
    ...judgeRevocation(index, rules),
    ...judgeWorld(index),
  ]
  const seen = tally(index, presence.settled)
  const missing = [...closed.missing]
  for (const [name, least] of Object.entries({ ...QUOTAS, ...quotas }) as [Quota, number][])
    if (seen[name] < least) missing.push(`${name}: ${seen[name]} of ${least}`)
  return {
    colour: findings.length > 0 ? 'RED' : missing.length > 0 ? 'UNKNOWN' : 'GREEN',
    findings,
    missing,
    tally: seen,
    read: history.length - index.unknown,
    declaredLoss: events.declaredLoss,
  }
}
