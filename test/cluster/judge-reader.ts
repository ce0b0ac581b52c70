/** What a reader of a room was promised, held against what it was told. */
import { expect } from 'vitest'
import type { Frame, WireClient } from '../../packages/server/src/testing/wire-client.ts'

/** What a reader was told, run by run: a run begins where it joined or was reset. A hole or a repeat is a fault. */
export const runsOf = (frames: readonly Frame[], room = 'r') => {
  const runs: { epoch: string; from: number; offset: number; ids: string[] }[] = []
  const faults: string[] = []
  for (const frame of frames) {
    if (frame.room === room && (frame.type === 'room_joined' || frame.type === 'room_reset')) {
      const { epoch, offset } = frame as { epoch: string; offset: number } & Frame
      runs.push({ epoch, from: offset, offset, ids: [] })
    } else if (frame.room === room && typeof frame.offset === 'number' && typeof frame.id === 'string') {
      const run = runs.at(-1)!
      if (frame.offset !== run.offset + 1) faults.push(`${frame.offset} after ${run.offset} in ${run.epoch}`)
      run.offset = frame.offset
      run.ids.push(frame.id)
    }
  }
  return { runs, faults }
}

/** A publication that was answered. */
export type Acked = { id: string; epoch: string; offset: number }

/** Everything answered was delivered, or the reader was told to load a snapshot that has it, or that its epoch ended. */
export const judge = (client: WireClient, acked: readonly Acked[], room = 'r') => {
  const { runs, faults } = runsOf(client.frames, room)
  expect(faults).toEqual([])
  const ids = runs.flatMap(run => run.ids)
  expect(new Set(ids).size).toBe(ids.length)
  const last = runs.at(-1)!
  const silent = acked.filter(({ id, epoch, offset }) => {
    const declared = epoch !== last.epoch || offset <= last.from
    return !declared && !ids.includes(id)
  })
  expect(silent).toEqual([])
  return runs
}
