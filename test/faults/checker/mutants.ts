/** Histories with one lie in each: the judge must see every one. `fired` says that there was something to spoil. */
import type { Entry, FinalEvent, History, Of } from './history.ts'
import { oneOf } from './seeded-random.ts'

export type Mutant = {
  readonly name: string
  /** The rule that must turn red. */
  readonly rule: string
  spoil(history: History, random: () => number): { history: Entry[]; fired: number }
}

type Place = { entry: Entry; index: number }

const places = <K extends Entry['kind']>(history: History, kind: K, fits: (entry: Of<K>) => boolean = () => true) =>
  history.flatMap((entry, index) =>
    entry.kind === kind && fits(entry as Of<K>) ? [{ entry: entry as Of<K>, index }] : [],
  )

/** Replaces one place by others; nothing to spoil = not fired. */
const replace = <P extends Place>(
  history: History,
  random: () => number,
  found: readonly P[],
  by: (place: P) => Entry[],
) => {
  if (found.length === 0) return { history: [...history], fired: 0 }
  const place = oneOf(random, found)
  return { history: history.toSpliced(place.index, 1, ...by(place)), fired: 1 }
}

const recorded = (entry: Of<'recv'>): boolean => entry.offset !== null

/** Recorded events that the same observer followed up with another, so that a hole behind them shows. */
const followed = (history: History) =>
  places(history, 'recv', recorded).filter(({ entry, index }) => {
    const next = history
      .slice(index + 1)
      .find(one => 'observer' in one && one.observer === entry.observer && 'room' in one && one.room === entry.room)
    return next?.kind === 'recv' && next.offset !== null
  })

const inFinal = (history: History, op: string): boolean =>
  places(history, 'final').some(({ entry }) => entry.events.some(event => event.op === op))

const editFinal = (
  history: History,
  random: () => number,
  edit: (events: FinalEvent[], final: Of<'final'>) => FinalEvent[] | null,
) => {
  for (const { entry, index } of places(history, 'final').toSorted(() => random() - 0.5)) {
    const events = edit([...entry.events], entry)
    if (events) return { history: history.with(index, { ...entry, events }), fired: 1 }
  }
  return { history: [...history], fired: 0 }
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'an event is dropped on its way to one reader',
    rule: 'HC2',
    spoil: (history, random) => replace(history, random, followed(history), () => []),
  },
  {
    name: 'an event is delivered twice',
    rule: 'HC2',
    spoil: (history, random) =>
      replace(history, random, places(history, 'recv', recorded), ({ entry }) => [entry, entry]),
  },
  {
    name: 'two events come in the wrong order',
    rule: 'HC2',
    spoil(history, random) {
      const found = followed(history)
      if (found.length === 0) return { history: [...history], fired: 0 }
      const { entry, index } = oneOf(random, found)
      const other = history.findIndex(
        (one, at) => at > index && one.kind === 'recv' && one.observer === entry.observer && one.room === entry.room,
      )
      return { history: history.with(index, history[other]!).with(other, entry), fired: 1 }
    },
  },
  {
    name: 'readers are shown different events at one offset',
    rule: 'HC3',
    spoil(history, random) {
      const all = places(history, 'recv', recorded)
      const found = followed(history)
      if (found.length === 0) return { history: [...history], fired: 0 }
      const { entry, index } = oneOf(random, found)
      const other = all.find(one => one.entry.room === entry.room && one.entry.op !== entry.op)
      if (!other) return { history: [...history], fired: 0 }
      const { id, op, payload } = other.entry
      return { history: history.with(index, { ...entry, id, op, payload }), fired: 1 }
    },
  },
  {
    name: 'an event nobody published',
    rule: 'HC4',
    spoil: (history, random) =>
      replace(history, random, places(history, 'recv'), ({ entry }) => [
        entry,
        { ...entry, offset: null, op: 'nobody', id: 'x' } as Entry,
      ]),
  },
  {
    name: 'an event of another company',
    rule: 'HC4',
    spoil(history, random) {
      const foreign = places(history, 'recv', ({ room }) => room.startsWith('rival/'))
      if (foreign.length === 0) return { history: [...history], fired: 0 }
      const { id, op, payload } = oneOf(random, foreign).entry
      const found = places(history, 'recv', ({ room }) => room.startsWith('acme/'))
      return replace(history, random, found, ({ entry }) => [
        entry,
        { ...entry, offset: null, id, op, payload } as Entry,
      ])
    },
  },
  {
    name: 'the data changed on its way',
    rule: 'HC4',
    spoil: (history, random) =>
      replace(history, random, places(history, 'recv'), ({ entry }) => [
        { ...entry, payload: `${(entry as Of<'recv'>).payload}!` } as Entry,
      ]),
  },
  {
    name: 'a refused publish is seen',
    rule: 'HC4',
    spoil: (history, random) =>
      replace(
        history,
        random,
        places(history, 'ok', ({ op }) => history.some(one => one.kind === 'recv' && one.op === op)),
        ({ entry }) => [{ at: entry.at, kind: 'fail', op: entry.op, code: 'denied' }],
      ),
  },
  {
    name: 'an acknowledged event is lost',
    rule: 'HC1',
    spoil: (history, random) =>
      editFinal(history, random, events => {
        const found = events.filter(({ op }) => history.some(one => one.kind === 'ok' && one.op === op))
        if (found.length === 0) return null
        const lost = oneOf(random, found)
        return events.filter(event => event !== lost)
      }),
  },
  {
    name: 'an event is stored twice',
    rule: 'HC3',
    spoil: (history, random) =>
      editFinal(history, random, (events, { top }) => {
        const found = events.filter(({ op }) => inFinal(history, op))
        return found.length === 0 ? null : [...events, { ...oneOf(random, found), offset: top + 1 }]
      }),
  },
  {
    name: 'an epoch is used again after its events were lost',
    rule: 'HC3',
    spoil(history) {
      const room = 'acme/board'
      let fired = 0
      const renamed = history.map(entry => {
        if (!('epoch' in entry) || entry.epoch !== `${room}-2`) return entry
        fired++
        return { ...entry, epoch: `${room}-1` }
      })
      return { history: renamed, fired }
    },
  },
  {
    name: 'a durable room begins anew',
    rule: 'HC1',
    spoil: (history, random) =>
      replace(
        history,
        random,
        places(history, 'final', ({ room }) => room === 'acme/ledger'),
        ({ entry }) => [{ ...entry, epoch: 'other' } as Entry],
      ),
  },
  {
    name: 'recovered is claimed, and events are missing',
    rule: 'HC6',
    spoil: (history, random) =>
      replace(
        history,
        random,
        places(history, 'sub', ({ recovered }) => recovered === 'reset'),
        ({ entry }) => [{ ...entry, recovered: 'all', missed: 0 } as Entry],
      ),
  },
  {
    name: 'reset is told without need',
    rule: 'HC6',
    spoil: (history, random) =>
      replace(
        history,
        random,
        places(history, 'sub', ({ recovered }) => recovered === 'all'),
        ({ entry }) => [{ ...entry, recovered: 'reset' } as Entry],
      ),
  },
  {
    name: 'the order of publishers is turned round',
    rule: 'HC5',
    spoil(history, random) {
      const found = places(history, 'ok', ({ op, epoch, offset, at }) => {
        const next = history.find(one => one.kind === 'ok' && one.epoch === epoch && one.offset === offset + 1)
        return (
          next?.kind === 'ok' &&
          history.some(one => one.kind === 'inv' && one.op === next.op && one.at > at && next.op !== op)
        )
      })
      if (found.length === 0) return { history: [...history], fired: 0 }
      const { entry, index } = oneOf(random, found)
      const other = history.findIndex(
        one => one.kind === 'ok' && one.epoch === entry.epoch && one.offset === entry.offset + 1,
      )
      const next = history[other] as Of<'ok'>
      return {
        history: history.with(index, { ...entry, offset: next.offset }).with(other, { ...next, offset: entry.offset }),
        fired: 1,
      }
    },
  },
  {
    name: 'a reader never catches up',
    rule: 'HC7',
    spoil(history, random) {
      const { observer, room } = oneOf(random, places(history, 'live')).entry
      const last = history.findLastIndex(one => one.kind === 'recv' && one.observer === observer && one.room === room)
      return last < 0 ? { history: [...history], fired: 0 } : { history: history.toSpliced(last, 1), fired: 1 }
    },
  },
  {
    name: 'somebody who left is still shown',
    rule: 'HC8',
    spoil: (history, random) =>
      replace(history, random, places(history, 'view'), ({ entry }) => [
        { ...entry, members: ['m1', 'ghost'] } as Entry,
      ]),
  },
  {
    name: 'an event after the permission ended',
    rule: 'HC10',
    spoil(history, random) {
      const revoked = places(history, 'revoked')[0]
      if (!revoked) return { history: [...history], fired: 0 }
      const late = new Set(
        places(history, 'inv', ({ at }) => at > revoked.entry.at + 1_000).map(({ entry }) => entry.op),
      )
      return replace(
        history,
        random,
        places(history, 'recv', ({ op }) => late.has(op)),
        ({ entry }) => [entry, { ...entry, observer: revoked.entry.observer } as Entry],
      )
    },
  },
  {
    name: 'memory grows over its bound',
    rule: 'HC11',
    spoil: (history, random) =>
      replace(history, random, places(history, 'measure'), ({ entry }) => [{ ...entry, value: 21 } as Entry]),
  },
  {
    name: 'the server dies by itself',
    rule: 'HC12',
    spoil: (history, random) =>
      replace(history, random, places(history, 'exit'), ({ entry }) => [{ ...entry, expected: false } as Entry]),
  },
  {
    name: 'a fault that did nothing',
    rule: 'HC21',
    spoil: (history, random) =>
      replace(history, random, places(history, 'fault'), ({ entry }) => [{ ...entry, witness: 0 } as Entry]),
  },
  {
    name: 'an entry the judge does not know',
    rule: 'HC22',
    spoil: history => ({ history: [...history, { at: 0, kind: 'rumour' } as unknown as Entry], fired: 1 }),
  },
]
