/** Judges what each observer saw in each stay: steps of one, truthful recovery, and everybody up to date at the end. */
import type { Index, Run } from './index-history.ts'
import type { Finding, RunRules } from './rules.ts'

/** Where a run stood when it ended, and when it got there. */
type Stand = { epoch: string; offset: number; at: number }

const where = ({ sub }: Run): string => `${sub.observer} in ${sub.room}`

const walk = (run: Run, findings: Finding[]): Stand => {
  const { sub } = run
  const stand: Stand = { epoch: sub.epoch, offset: sub.recovered === 'all' ? sub.was!.offset : sub.top, at: sub.at }
  const fault = (name: string, text: string) => findings.push({ rule: 'HC2', name, text: `${where(run)}: ${text}` })
  for (const entry of run.seen) {
    if (entry.kind === 'room_reset') {
      stand.epoch = entry.epoch
      stand.offset = entry.top
    } else if (entry.kind === 'skipped') {
      if (entry.from !== stand.offset + 1 || entry.to < entry.from)
        fault('false-skip', `skipped ${entry.from}..${entry.to} after ${stand.offset}`)
      stand.offset = entry.to
    } else {
      if (entry.offset === null) continue
      const step = entry.offset - stand.offset
      if (step === 0) fault('duplicate', `${entry.offset} twice`)
      else if (step < 0) fault('went-back', `${entry.offset} after ${stand.offset}`)
      else if (step > 1) fault('silent-gap', `${entry.offset} after ${stand.offset}`)
      stand.offset = entry.offset
    }
    stand.at = entry.at
  }
  return stand
}

/** HC6: `recovered` says what is so. Returns true for a reset that was not needed. */
const judgeRecovery = (run: Run, rules: RunRules, findings: Finding[]): boolean => {
  const { was, recovered, epoch, top, missed, room } = run.sub
  const lie = (text: string) => findings.push({ rule: 'HC6', name: 'lie-recovered', text: `${where(run)}: ${text}` })
  if (recovered === 'all') {
    if (was === null) lie('recovered a position nobody gave')
    else if (was.epoch !== epoch) lie(`recovered from ${was.epoch} into ${epoch}`)
    else if (was.offset > top) lie(`recovered from ${was.offset}, past the top ${top}`)
    else if (missed !== null && missed !== top - was.offset) lie(`missed ${missed} between ${was.offset} and ${top}`)
    else if (top - was.offset > rules.keeps(room)) lie(`recovered ${top - was.offset}, more than is kept`)
  }
  if (recovered === 'fresh' && was !== null) lie('called fresh, but it came with a position')
  return recovered === 'reset' && was?.epoch === epoch && was.offset <= top && top - was.offset <= rules.keeps(room)
}

export const judgeOrder = (index: Index, rules: RunRules): Finding[] => {
  const findings: Finding[] = []
  const stands = new Map<string, { run: Run; stand: Stand }>()
  let needless = 0
  for (const run of index.runs) {
    if (run.sub.recovered === 'all' && run.sub.was === null) {
      judgeRecovery(run, rules, findings)
      continue
    }
    if (judgeRecovery(run, rules, findings)) needless++
    stands.set(`${run.sub.observer} ${run.sub.room}`, { run, stand: walk(run, findings) })
  }
  for (const stray of index.strays)
    findings.push({ rule: 'HC2', name: 'unasked', text: `outside of any stay: ${JSON.stringify(stray)}` })
  if (needless > rules.needlessResets)
    findings.push({ rule: 'HC6', name: 'needless-reset', text: `${needless} resets though the history reached back` })
  return [...findings, ...judgeEnd(index, rules, stands)]
}

/** HC7: whoever should be there at the end is there, at the top, in time. */
const judgeEnd = (index: Index, rules: RunRules, stands: Map<string, { run: Run; stand: Stand }>): Finding[] => {
  const findings: Finding[] = []
  const healed = index.of('healed').at(-1)?.at ?? 0
  const lastInv = new Map<string, number>()
  for (const { inv } of index.publishes.values()) lastInv.set(inv.room, Math.max(inv.at, lastInv.get(inv.room) ?? 0))
  for (const { observer, room } of index.of('live')) {
    const last = stands.get(`${observer} ${room}`)
    const final = index.finals.get(room)
    const behind = (text: string) =>
      findings.push({ rule: 'HC7', name: 'left-behind', text: `${observer} in ${room}: ${text}` })
    if (!last?.run.open) behind('not in the room at the end')
    else if (final && (last.stand.epoch !== final.epoch || last.stand.offset !== final.top))
      behind(`at ${last.stand.epoch}:${last.stand.offset}, the room is at ${final.epoch}:${final.top}`)
    else {
      const late = last.stand.at - Math.max(healed, lastInv.get(room) ?? 0)
      if (late > rules.healWithinMs) behind(`up to date after ${Math.round(late)} ms`)
    }
  }
  return findings
}
