/** Answers the probes of whoever runs the process, and shows the API's document. */
import { fail, healthRoute, openApiRoute, readyRoute } from '#platform/contract'
import { type BoundRoute, bind } from '../application.ts'
import type { PlatformWorld } from './world.ts'

export const probeRoutes = ({ services, config, document }: PlatformWorld): BoundRoute[] => {
  let written: Record<string, unknown> | null = null
  return [
    bind(healthRoute, async () => ({ status: 'ok' as const })),
    bind(readyRoute, async () => {
      await services.store.ready().catch(cause => {
        throw fail('unavailable', { cause })
      })
      return { status: 'ready' as const }
    }),
    bind(openApiRoute, async ctx => {
      if (config.production && !ctx.user) throw fail('unauthenticated')
      written ??= document()
      return written
    }),
  ]
}
