/** By which ways letters can leave now, and what the others lack. */
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { StatusDot } from '../../../../web/kit/badge.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { routes } from '../../contract/index.ts'

export const ChannelsTab = () => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const call = useCompanyCall()
  const channels = useQuery({
    queryKey: [...companyKey(company), 'channels'],
    queryFn: ({ signal }) => call(routes.listChannels, {}, { signal }),
  })
  const reasonText = (reason: string): string =>
    t.has(`setup.reason.${reason}` as never) ? t(`setup.reason.${reason}` as never) : reason
  return (
    <Card flush title={t('setup.channels')} className="max-w-3xl">
      <Loaded query={channels} lines={5}>
        {({ items }) => (
          <ul>
            {items.map(({ channel, connected, reason }) => (
              <li key={channel} className="border-t border-line px-4 py-3 text-sm">
                <p className="flex flex-wrap items-center justify-between gap-3">
                  <span className="font-medium">{t(`channel.${channel}`)}</span>
                  <StatusDot tone={connected ? 'good' : 'neutral'}>
                    {t(connected ? 'setup.connected' : 'setup.not_connected')}
                  </StatusDot>
                </p>
                <p className="mt-0.5 text-ink-soft">
                  {reason === null ? t(`setup.channel_hint.${channel}`) : reasonText(reason)}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
