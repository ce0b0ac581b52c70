/** What the demonstration would have sent, mails and push messages. Not mounted anywhere else. */
import { listDevMailRoute, listDevPushRoute } from '#platform/contract'
import type { DevMailbox } from '#platform/notify'
import { type BoundRoute, bind } from '../application.ts'
import type { PlatformWorld } from './world.ts'

export const devMailRoutes = ({ config, services }: PlatformWorld): BoundRoute[] => {
  if (!config.demo) return []
  const { catcher } = services.mail
  const { book } = services.push
  return [
    ...(catcher ? mailbox(catcher) : []),
    ...(book ? [bind(listDevPushRoute, async () => ({ items: book.list() }))] : []),
  ]
}

const mailbox = (catcher: DevMailbox): BoundRoute[] => [
  bind(listDevMailRoute, async () => {
    const mails = await catcher.list()
    return {
      items: mails.map(({ id, to, from, subject, html, text, received_at }) => ({
        id,
        to,
        from,
        subject,
        html: html ?? '',
        text,
        received_at,
      })),
    }
  }),
]
