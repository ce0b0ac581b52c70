/** Takes what other programs report: mails that came back, and what became of SMS. */
import { emailHookRoute, fail, smsHookRoute, smsReportsSchema } from '#platform/contract'
import { readBounce, takeBounce } from '#platform/notify'
import { type BoundRoute, bind } from '../application.ts'
import { takeSignedBody } from '../signed-hook.ts'
import { tellOwner } from '../sms-reports.ts'
import type { PlatformWorld } from './world.ts'

export const hookRoutes = ({ applications, config, services }: PlatformWorld): BoundRoute[] => {
  const { store, now, log } = services
  const ownerOf = new Map(
    applications.flatMap(application => (application.mails ?? []).map(({ id }) => [id, application] as const)),
  )
  const deps: Parameters<typeof takeBounce>[0] = {
    store,
    now,
    onBounce: async (trx, bounce) => ownerOf.get(bounce.kind)?.onBounce?.(services, trx, bounce),
  }
  return [
    bind(smsHookRoute, async ctx => {
      const raw = await takeSignedBody(ctx, { name: 'sms', secret: config.smsHookSecret ?? null })
      const read = smsReportsSchema.safeParse(parseJson(raw))
      if (!read.success) throw fail('bad_request')
      let taken = 0
      for (const report of read.data.reports) {
        if (await services.sms.report(report, tellOwner(applications, services))) taken++
      }
      return { taken }
    }),
    bind(emailHookRoute, async ctx => {
      const raw = await takeSignedBody(ctx, { name: 'email', secret: config.emailHookSecret ?? null })
      const failed = (await readBounce(raw)).filter(({ action }) => action === 'failed')
      if (failed.length === 0) return { outcome: 'ignored' as const }
      let bounced = false
      for (const report of failed) bounced = (await takeBounce(deps, report)) || bounced
      const [{ status, permanent }] = failed as [(typeof failed)[0]]
      log.info({ bounced, status, permanent }, 'a mail came back')
      return { outcome: bounced ? ('bounced' as const) : ('unknown' as const) }
    }),
  ]
}

const parseJson = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    return null
  }
}
