/** What the demonstration would have sent, mails and push messages. Not mounted anywhere else. */
import { type DevMail, listDevMailRoute, listDevPushRoute } from '#platform/contract'
import type { CaughtMail } from '#platform/notify'
import { type BoundRoute, bind } from '../application.ts'
import type { PlatformWorld } from './world.ts'

export const devMailRoutes = ({ config, services }: PlatformWorld): BoundRoute[] => {
  if (!config.demo) return []
  const { catcher } = services.mail
  const { book } = services.push
  return [
    // With a mail server set up there is nothing to catch, and pushes are shown all the same.
    bind(listDevMailRoute, async () => ({ items: (await catcher?.list())?.map(toJson) ?? [] })),
    bind(listDevPushRoute, async () => ({ items: book?.list() ?? [] })),
  ]
}

const toJson = ({ id, to, from, subject, html, text, received_at }: CaughtMail): DevMail => ({
  id,
  to,
  from,
  subject,
  html: html ?? '',
  text,
  received_at,
})
