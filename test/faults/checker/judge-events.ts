/** Judges what was published against what was seen and kept: nothing lost, invented, doubled, changed or leaked. */
import type { Of, Seen } from './history.ts'
import type { Index } from './index-history.ts'
import type { Finding, RunRules } from './rules.ts'

/** One sighting of a recorded event. */
type Sighting = { room: string; epoch: string; offset: number; id: string; op: string }

/** Calls `each` for every event somebody saw, with its epoch. */
const sightings = function* (index: Index): Generator<Sighting> {
  for (const run of index.runs) {
    let { epoch } = run.sub
    for (const entry of run.seen) {
      if (entry.kind === 'room_reset') epoch = entry.epoch
      else if (entry.kind === 'recv' && entry.offset !== null)
        yield { room: entry.room, epoch, offset: entry.offset, id: entry.id, op: entry.op }
    }
  }
  for (const final of index.finals.values())
    for (const { offset, id, op } of final.events) yield { room: final.room, epoch: final.epoch, offset, id, op }
  for (const { op, epoch, offset, id } of index.of('ok')) {
    const room = index.publishes.get(op)?.inv.room
    if (room !== undefined) yield { room, epoch, offset, id, op }
  }
}

/** HC3: one event at a place, one place for an event. */
const judgePlaces = (index: Index, rules: RunRules): Finding[] => {
  const findings: Finding[] = []
  const byPlace = new Map<string, Sighting>()
  const byOp = new Map<string, Sighting>()
  for (const seen of sightings(index)) {
    const place = `${seen.room} ${seen.epoch} ${seen.offset}`
    const first = byPlace.get(place)
    if (!first) byPlace.set(place, seen)
    else if (first.id !== seen.id || first.op !== seen.op)
      findings.push({ rule: 'HC3', name: 'two-at-one-place', text: `${place}: ${first.op} and ${seen.op}` })
    // A room that lost its memory may be given a repeat once more: that is another epoch, and was declared.
    const scope = rules.durable(seen.room) ? `${seen.op} ${seen.room}` : `${seen.op} ${seen.room} ${seen.epoch}`
    const other = byOp.get(scope)
    if (!other) byOp.set(scope, seen)
    else if (other.offset !== seen.offset || other.epoch !== seen.epoch)
      findings.push({
        rule: 'HC3',
        name: 'stored-twice',
        text: `${seen.op} at ${other.epoch}:${other.offset} and ${place}`,
      })
  }
  return findings
}

/** HC4: what is seen was published, here, so, and not refused. */
const judgeContent = (index: Index): Finding[] => {
  const findings: Finding[] = []
  const judge = (room: string, { op, payload }: Seen, by: string) => {
    const fault = (name: string) => findings.push({ rule: 'HC4', name, text: `${op} in ${room}, seen by ${by}` })
    const publish = index.publishes.get(op)
    if (!publish) fault('phantom')
    else if (publish.inv.room !== room) fault('leak')
    else if (publish.inv.payload !== payload) fault('changed')
    else if (publish.outcomes.some(({ kind }) => kind === 'fail')) fault('aborted-read')
  }
  for (const entry of index.of('recv')) judge(entry.room, entry, entry.observer)
  for (const final of index.finals.values()) for (const event of final.events) judge(final.room, event, 'the log')
  return findings
}

/** HC1: what was acknowledged is kept, or its loss was declared by a new epoch. Counts the declared. */
const judgeKept = (index: Index, rules: RunRules): { findings: Finding[]; declaredLoss: number } => {
  const findings: Finding[] = []
  let declaredLoss = 0
  const epochs = new Map<string, Set<string>>()
  const kept = new Map(
    [...index.finals].map(([room, { events }]) => [room, new Map(events.map(one => [one.offset, one.op]))]),
  )
  for (const { op, epoch, offset } of index.of('ok')) {
    const room = index.publishes.get(op)?.inv.room
    const final = room === undefined ? undefined : index.finals.get(room)
    if (room === undefined || !final) continue
    epochs.set(room, (epochs.get(room) ?? new Set([final.epoch])).add(epoch))
    const lost = (text: string) =>
      findings.push({ rule: 'HC1', name: 'lost-write', text: `${op} at ${epoch}:${offset} of ${room}: ${text}` })
    if (epoch !== final.epoch) {
      if (rules.durable(room)) lost(`a durable room went on as ${final.epoch}`)
      else declaredLoss++
    } else if (offset > final.top) lost(`the log ends at ${final.top}`)
    else if (offset >= final.first && kept.get(room)!.get(offset) !== op) lost('the log has another there')
  }
  const deaths = index.of('exit').length
  for (const [room, seen] of epochs)
    if (seen.size > 1 + deaths)
      findings.push({
        rule: 'HC1',
        name: 'epoch-without-reason',
        text: `${room}: ${seen.size} epochs, ${deaths} restarts`,
      })
  return { findings, declaredLoss }
}

/** HC5: acknowledged before the next was asked for means before it in the room. */
const judgeRealTime = (index: Index): Finding[] => {
  const findings: Finding[] = []
  const rooms = new Map<string, { inv: Of<'inv'>; ok: Of<'ok'> }[]>()
  for (const { inv, outcomes } of index.publishes.values()) {
    const ok = outcomes.find(outcome => outcome.kind === 'ok')
    if (ok?.kind !== 'ok') continue
    const key = `${inv.room} ${ok.epoch}`
    const same = rooms.get(key) ?? []
    same.push({ inv, ok })
    rooms.set(key, same)
  }
  for (const [room, publishes] of rooms) {
    const byAsked = publishes.toSorted((a, b) => a.inv.at - b.inv.at)
    const byAnswered = publishes.toSorted((a, b) => a.ok.at - b.ok.at)
    let answered = 0
    let highest: Of<'ok'> | null = null
    for (const { inv, ok } of byAsked) {
      for (; answered < byAnswered.length && byAnswered[answered]!.ok.at < inv.at; answered++) {
        const before = byAnswered[answered]!.ok
        if (highest === null || before.offset > highest.offset) highest = before
      }
      if (highest && ok.offset < highest.offset)
        findings.push({
          rule: 'HC5',
          name: 'overtaken',
          text: `${room}: ${ok.op} at ${ok.offset} was asked for after ${highest.op} had ${highest.offset}`,
        })
    }
  }
  return findings
}

export const judgeEvents = (index: Index, rules: RunRules): { findings: Finding[]; declaredLoss: number } => {
  const { findings, declaredLoss } = judgeKept(index, rules)
  return {
    findings: [...findings, ...judgePlaces(index, rules), ...judgeContent(index), ...judgeRealTime(index)],
    declaredLoss,
  }
}
