/** The mailbox of the demonstration: what would have been sent. Not mounted anywhere else. */
import { listDevMailRoute } from '#platform/contract'
import { type BoundRoute, bind } from '../application.ts'
import type { PlatformWorld } from './world.ts'

export const devMailRoutes = ({ config, services }: PlatformWorld): BoundRoute[] => {
  const { catcher } = services.mail
  if (!config.demo || !catcher) return []
  return [
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
}
