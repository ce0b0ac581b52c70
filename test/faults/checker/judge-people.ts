/** Judges presence against the truth, and that nothing reaches who may no longer have it. */
import type { Of } from './history.ts'
import type { Index } from './index-history.ts'
import type { Finding, RunRules } from './rules.ts'

type Change = Of<'present'> | Of<'absent'>

/** HC8: a view taken long enough after the last change shows who is there. Also counts such views. */
export const judgePresence = (index: Index, rules: RunRules): { findings: Finding[]; settled: number } => {
  const findings: Finding[] = []
  let settled = 0
  const changes = new Map<string, Change[]>()
  for (const change of [...index.of('present'), ...index.of('absent')]) {
    const same = changes.get(change.room) ?? []
    same.push(change)
    changes.set(change.room, same)
  }
  for (const same of changes.values()) same.sort((a, b) => a.at - b.at)
  for (const view of index.of('view')) {
    const before = (changes.get(view.room) ?? []).filter(({ at }) => at <= view.at)
    const last = before.at(-1)?.at ?? Number.NEGATIVE_INFINITY
    if (view.at - last < rules.presenceWithinMs) continue
    settled++
    const truth = new Set<string>()
    for (const { kind, member } of before) {
      if (kind === 'present') truth.add(member)
      else truth.delete(member)
    }
    const shown = view.members.toSorted().join()
    const really = [...truth].sort().join()
    if (shown !== really)
      findings.push({
        rule: 'HC8',
        name: 'ghost',
        text: `${view.observer} saw [${shown}] in ${view.room}, there were [${really}]`,
      })
  }
  return { findings, settled }
}

/** HC10: nothing published after a permission ended reaches who lost it. */
export const judgeRevocation = (index: Index, rules: RunRules): Finding[] => {
  const findings: Finding[] = []
  const revoked = new Map<string, Of<'revoked'>[]>()
  for (const entry of index.of('revoked')) revoked.set(entry.observer, [...(revoked.get(entry.observer) ?? []), entry])
  if (revoked.size === 0) return findings
  for (const { observer, room, op } of index.of('recv')) {
    const inv = index.publishes.get(op)?.inv
    for (const end of revoked.get(observer) ?? [])
      if (inv && (end.room === null || end.room === room) && inv.at > end.at + rules.revokeWithinMs)
        findings.push({
          rule: 'HC10',
          name: 'after-revoke',
          text: `${observer} got ${op} of ${room}, published ${Math.round(inv.at - end.at)} ms after`,
        })
  }
  return findings
}
