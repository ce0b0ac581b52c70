/** One round of answering and killing: what was answered before the kill, and what the next start tells of it. */
import type { Position, RoomEvent, RoomJoinedFrame } from '@nabiz/protocol'
import { expect } from 'vitest'
import { startChildSuite } from './child-suite.ts'
import { letterSteps } from './letter-steps.ts'
import { mailsShownTo } from './mails.ts'
import { openWire } from './wire.ts'

/** How many guests were told that their answer is in, and how many letters are approved afterwards. */
export type Round = { answered: number; approved: number }

/** `sending`: at once, while the answers are on their way. */
type KillAfter = 'sending' | 'first_answer' | 'all_answers'
type LetterData = { mutabakat_id?: string }

/**
 * Starts, prepares `letters` visits, notes where the rooms stand, sends all answers at once and kills with SIGKILL; starts again on the same folder and expects every event after the noted positions once.
 */
export const answerAndKill = async (
  dataDir: string,
  options: { letters: number; killAfter: KillAfter },
): Promise<Round> => {
  const first = await startChildSuite(dataDir)
  const owner = await first.signIn()
  const guest = first.stranger()
  const steps = letterSteps({ member: owner, guest, nextMail: mailsShownTo(guest) })
  const rooms = [`company:${owner.company_id}`, `user:${owner.user_id}`]
  const visits = []
  for (let made = 0; made < options.letters; made++) {
    const letter = await steps.draft()
    visits.push({ letter, visit: await steps.visit(letter) })
  }
  const wire = await openWire(first.url, owner)
  const positions = new Map<string, Position>()
  for (const room of rooms) {
    const joined = (await wire.join(room)) as RoomJoinedFrame
    positions.set(room, { epoch: joined.epoch, offset: joined.offset })
  }

  let answered = 0
  const answers = visits.map(async ({ visit }) => {
    const { status } = await steps.answer(visit)
    expect(status).toBe(200)
    answered++
  })
  // Once the process is killed, answers on their way fail: that is the point.
  const settled = Promise.allSettled(answers)
  if (options.killAfter === 'first_answer') await Promise.any(answers)
  if (options.killAfter === 'all_answers') await settled
  expect(await first.end('SIGKILL')).toBe('SIGKILL')
  await settled

  const second = await startChildSuite(dataDir)
  const again = await second.signIn()
  const after = letterSteps({ member: again, guest: second.stranger(), nextMail: mailsShownTo(guest) })
  await using late = await openWire(second.url, again)
  const states = await Promise.all(visits.map(async ({ letter }) => (await after.find(letter.id)).status))
  const approved = states.filter(status => status === 'approved').length
  // A promise that was kept to one guest is a fact: it is there after the kill.
  expect(approved).toBeGreaterThanOrEqual(answered)
  const fence = await after.draft()
  for (const room of rooms) {
    const since = positions.get(room)!
    expect(await late.join(room, since)).toMatchObject({ type: 'room_joined', recovered: 'all', epoch: since.epoch })
    await late.until('the fence', () =>
      late.events(room).some(event => (event.data as LetterData).mutabakat_id === fence.id),
    )
    const events = late.events(room)
    const offsets = events.map(event => event.offset)
    expect(offsets).toEqual(offsets.map((_, at) => since.offset + 1 + at))
    expect(new Set(events.map(event => event.id)).size).toBe(events.length)
    for (const [at, { letter }] of visits.entries())
      expect(approvals(events, letter.id)).toBe(states[at] === 'approved' ? 1 : 0)
  }
  expect(await second.end('SIGKILL')).toBe('SIGKILL')
  return { answered, approved }
}

const approvals = (events: RoomEvent[], id: string): number =>
  events.filter(event => event.type === 'mutabakat_approved' && (event.data as LetterData).mutabakat_id === id).length
