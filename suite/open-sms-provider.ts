/** The SMS provider the configuration names. */
import { createFileSink, createHttpJson, createNetgsm, type SmsProvider } from '#platform/notify'
import type { Config } from './config.ts'

/** Null: SMS is not connected. */
export const openSmsProvider = (config: Config, now: () => Date): SmsProvider | null => {
  const { provider } = config.sms
  switch (provider.kind) {
    case 'none':
      return null
    case 'file':
      return createFileSink({ dataDir: config.dataDir, now })
    case 'netgsm': {
      const { user, password, url } = provider
      return createNetgsm({ user, password, ...(url && { url }) })
    }
    case 'http':
      return createHttpJson(provider)
  }
}
