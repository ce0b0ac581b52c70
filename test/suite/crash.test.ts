/** kill -9: what was promised is there afterwards, and told once. */
import type { RoomJoinedFrame } from '@nabiz/protocol'
import { describe, expect, it } from 'vitest'
import { answerAndKill } from './crash-steps.ts'
import { makeDataFolder } from './data-folder.ts'
import { letterSteps } from './letter-steps.ts'
import { mailsOf } from './mails.ts'
import { startTestSuite } from './test-suite.ts'
import { openWire } from './wire.ts'

/** Whatever a failed test leaves running is stopped by the folder's guard when this process ends. */
const TIMEOUT = 60_000

describe('kill -9', () => {
  it(
    '[MU106] while answers come in: every one that was confirmed is kept, and every event comes once, without a gap',
    async () => {
      const round = await answerAndKill(await makeDataFolder(), { letters: 4, killAfter: 'first_answer' })
      expect(round.answered).toBeGreaterThanOrEqual(1)
    },
    TIMEOUT,
  )
})

describe('an end between the commit and its telling', () => {
  it(
    '[MU106] the next start tells what was committed, once, to whoever comes back with a position',
    async () => {
      const dataDir = await makeDataFolder()
      const first = await startTestSuite({}, { dataDir })
      const owner = await first.signIn()
      const room = `company:${owner.company_id}`
      const nextMail = mailsOf(first.suite.services.mail.catcher!)
      const steps = letterSteps({ member: owner, guest: first.stranger(), nextMail })
      const letter = await steps.draft()
      const visit = await steps.visit(letter)
      await first.suite.relay.idle()
      const wire = await openWire(first.url, owner)
      const { epoch, offset } = (await wire.join(room)) as RoomJoinedFrame
      // From here on nothing that commits is told.
      await first.suite.relay.close()
      expect((await steps.answer(visit)).status).toBe(200)
      expect(wire.events(room)).toEqual([])
      await wire.close()
      await first.close()

      const second = await startTestSuite({}, { dataDir })
      const again = await second.signIn()
      await using late = await openWire(second.url, again)
      expect(await late.join(room, { epoch, offset })).toMatchObject({ recovered: 'all' })
      await late.until('the approval', () => late.events(room).length > 0)
      await second.suite.relay.idle()
      expect(late.events(room)).toMatchObject([
        { type: 'mutabakat_approved', offset: offset + 1, data: { mutabakat_id: letter.id, status: 'approved' } },
      ])
      await second.close()
    },
    TIMEOUT,
  )
})
