import { describe, expect, test } from 'vitest'
import { type CheckOptions, checkHistory } from './check-history.ts'
import type { Entry, Kind } from './history.ts'
import { MUTANTS } from './mutants.ts'
import { QUOTAS, type Quota } from './quotas.ts'
import { seededRandom } from './seeded-random.ts'
import { SIMULATED, simulate } from './simulate.ts'

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1)

describe('the judge', () => {
  test('[HC20] a history that kept its promises is GREEN, whatever its seed', () => {
    for (const seed of SEEDS) {
      const verdict = checkHistory(simulate(seed), SIMULATED)
      expect({ seed, ...verdict }).toMatchObject({ colour: 'GREEN', findings: [], missing: [] })
      expect(verdict.declaredLoss).toBeGreaterThan(0)
    }
  })

  test('[HC20] of nothing nobody can tell, and without faults neither', () => {
    expect(checkHistory([]).colour).toBe('UNKNOWN')
    const quiet = simulate(1).filter(({ kind }) => kind !== 'fault')
    expect(checkHistory(quiet, SIMULATED)).toMatchObject({ colour: 'UNKNOWN', findings: [] })
  })

  test.each(Object.keys(QUOTAS) as Quota[])(
    '[HC23] too few of %s is UNKNOWN, unless the run says it cannot have it',
    quota => {
      const history = simulate(2)
      const { tally } = checkHistory(history, SIMULATED)
      const asks = (least: number): CheckOptions => ({ ...SIMULATED, quotas: { [quota]: least } })
      expect(checkHistory(history, asks(tally[quota])).colour).toBe('GREEN')
      expect(checkHistory(history, asks(tally[quota] + 1))).toMatchObject({
        colour: 'UNKNOWN',
        missing: [`${quota}: ${tally[quota]} of ${tally[quota] + 1}`],
      })
    },
  )

  test.each<[Kind, string]>([
    ['final', 'the final log of acme/ledger'],
    ['healed', 'the moment of healing'],
  ])('[HC22] without %s nobody can tell', (kind, what) => {
    const history = simulate(3)
    const first = history.findIndex(entry => entry.kind === kind)
    const verdict = checkHistory(history.toSpliced(first, 1), SIMULATED)
    expect(verdict.colour).toBe('UNKNOWN')
    expect(verdict.missing).toContain(what)
  })

  test('[HC22] every question has one outcome, and every outcome a question', () => {
    const history = simulate(4)
    const at = history.findIndex(({ kind }) => kind === 'ok')
    const without = history.toSpliced(at, 1)
    expect(checkHistory(without, SIMULATED)).toMatchObject({
      colour: 'UNKNOWN',
      missing: ['the outcome of 1 publishes'],
    })
    const { op } = history[at] as Entry & { kind: 'ok' }
    const twice: Entry[] = [...history, { at: 0, kind: 'info', op }]
    expect(checkHistory(twice, SIMULATED).findings).toMatchObject([{ rule: 'HC22', name: 'two-outcomes' }])
    const orphan: Entry[] = [...history, { at: 0, kind: 'info', op: 'nobody' }]
    expect(checkHistory(orphan, SIMULATED).findings).toMatchObject([{ rule: 'HC22', name: 'orphan' }])
  })

  test('[HC2] declared departures are no loss, and false declarations are', () => {
    const { inv, ok } = { inv: { op: 'p', payload: '' }, ok: { epoch: 'e', id: 'i' } }
    const told = (...told: object[]) => {
      const base = [
        { kind: 'inv', room: 'r', ...inv },
        { kind: 'ok', op: 'p', offset: 9, ...ok },
        { kind: 'sub', observer: 'o', room: 'r', was: null, recovered: 'fresh', missed: null, epoch: 'e', top: 3 },
      ]
      const recv = { kind: 'recv', observer: 'o', room: 'r', offset: 9, id: 'i', ...inv }
      const history = [...base, ...told, recv].map((entry, at) => ({ at, ...entry })) as Entry[]
      return checkHistory(history).findings.map(({ rule, name }) => `${rule} ${name}`)
    }
    const room = { observer: 'o', room: 'r' }
    expect(told({ kind: 'skipped', ...room, from: 4, to: 8 })).toEqual([])
    expect(told({ kind: 'room_reset', ...room, epoch: 'e', top: 8 })).toEqual([])
    expect(told({ kind: 'skipped', ...room, from: 5, to: 8 })).toEqual(['HC2 false-skip'])
    expect(told()).toEqual(['HC2 silent-gap'])
    expect(told({ kind: 'unsub', ...room })).toEqual(['HC2 unasked'])
  })

  test('[HC24] a seed gives its history again', () => {
    expect(simulate(11)).toEqual(simulate(11))
    expect(simulate(11)).not.toEqual(simulate(12))
  })
})

describe('mutants', () => {
  const rules = ['HC1', 'HC2', 'HC3', 'HC4', 'HC5', 'HC6', 'HC7', 'HC8', 'HC10', 'HC11', 'HC12', 'HC21', 'HC22']

  test('[HC24] every rule has a mutant', () => {
    expect(new Set(MUTANTS.map(({ rule }) => rule))).toEqual(new Set(rules))
  })

  const proves = (rule: string) => () => {
    const mutants = MUTANTS.filter(mutant => mutant.rule === rule)
    expect(mutants.length).toBeGreaterThan(0)
    for (const mutant of mutants) {
      let fired = 0
      for (const seed of SEEDS) {
        const spoiled = mutant.spoil(simulate(seed), seededRandom(seed))
        fired += spoiled.fired
        if (spoiled.fired === 0) continue
        const { colour, findings } = checkHistory(spoiled.history, SIMULATED)
        expect({ mutant: mutant.name, seed, colour }).toMatchObject({ colour: 'RED' })
        expect({ mutant: mutant.name, seed, rules: findings.map(one => one.rule) }).toMatchObject({
          rules: expect.arrayContaining([rule]),
        })
      }
      expect(fired, `${mutant.name} found something to spoil`).toBeGreaterThan(SEEDS.length / 2)
    }
  }
  test('[HC1] what was acknowledged and is gone', proves('HC1'))
  test('[HC2] steps that are not one', proves('HC2'))
  test('[HC3] two events at a place, two places of an event', proves('HC3'))
  test('[HC4] invented, leaked, changed, refused', proves('HC4'))
  test('[HC5] overtaken in real time', proves('HC5'))
  test('[HC6] recovery that is not so', proves('HC6'))
  test('[HC7] left behind', proves('HC7'))
  test('[HC8] ghosts', proves('HC8'))
  test('[HC10] after the permission ended', proves('HC10'))
  test('[HC11] over a bound', proves('HC11'))
  test('[HC12] dead by itself', proves('HC12'))
  test('[HC21] idle faults', proves('HC21'))
  test('[HC22] not understood', proves('HC22'))
})

test('[HC24] half a million entries are judged in seconds', () => {
  const history = simulate(5, 100_000)
  expect(history.length).toBeGreaterThan(300_000)
  const from = performance.now()
  expect(checkHistory(history, SIMULATED)).toMatchObject({ colour: 'GREEN', read: history.length })
  expect(performance.now() - from).toBeLessThan(10_000)
})
