/** By which ways letters can leave now, and what the others lack. */
import type { z } from 'zod'
import type { Services } from '#platform/app'
import { CHANNELS, type channelSchema } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { readSettings } from '../settings/read-settings.ts'

export const readChannels = (services: Services, actor: Actor): Promise<{ items: z.infer<typeof channelSchema>[] }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const { sms_title } = await readSettings(withTables(trx), actor.company_id)
    const items = CHANNELS.map(channel => {
      const reason = channel === 'sms' ? services.sms.lacks(sms_title) : null
      return { channel, connected: reason === null, reason }
    })
    return { items }
  })
