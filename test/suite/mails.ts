/** Waiting for a mail: of the catcher in this process, or as /api/dev/mail shows it. */
import { setTimeout as pause } from 'node:timers/promises'
import { listDevMailRoute } from '../../suite/platform/contract/index.ts'
import type { DevMailbox } from '../../suite/platform/notify/index.ts'
import type { Person } from './person.ts'
import { within } from './within.ts'

export type SeenMail = {
  to: string
  subject: string
  text: string
  attachments?: { filename: string; base64: string }[]
}

/** Does what is given, and resolves with the first mail to `address` that arrives from then on. */
export type NextMail = (address: string, act: () => Promise<unknown>) => Promise<SeenMail>

export const mailsOf =
  (catcher: DevMailbox): NextMail =>
  async (address, act) => {
    const mail = Promise.withResolvers<SeenMail>()
    const stop = catcher.onMail(caught => {
      if (caught.envelope.to.includes(address)) mail.resolve(caught)
    })
    try {
      await act()
      return await within(mail.promise, `mail to ${address}`)
    } finally {
      stop()
    }
  }

/** For a suite in another process, which can only be asked. */
export const mailsShownTo =
  (person: Person): NextMail =>
  async (address, act) => {
    const list = async () =>
      (await person.call(listDevMailRoute, {}, { company: null })).body.items.filter(mail => mail.to.includes(address))
    const before = new Set((await list()).map(mail => mail.id))
    await act()
    const look = async (): Promise<SeenMail> => {
      for (;;) {
        const found = (await list()).find(mail => !before.has(mail.id))
        if (found) return found
        // The other process cannot call us: this is the pause between two questions, not a guess at a duration.
        await pause(20)
      }
    }
    return within(look(), `mail to ${address}`)
  }
