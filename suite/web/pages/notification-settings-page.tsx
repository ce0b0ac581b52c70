/** How the reader is told: each kind of notification by each way, and the devices that get push messages. */
import { BellOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { NOTIFICATION_WAYS, type NotificationSetting } from '#platform/contract'
import { useErrorText } from '../api/use-error-text.ts'
import { Card } from '../kit/card.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { NotLoaded } from '../kit/not-loaded.tsx'
import { notify } from '../kit/notify.ts'
import { PageBack } from '../kit/page-back.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { Switch } from '../kit/switch.tsx'
import { useApplications } from '../session/applications.ts'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { useApplicationTranslator } from '../session/use-application-translator.ts'
import { type SettingList, useChangeSetting, useNotificationSettings } from './notification-settings.ts'
import { PushCard } from './push-card.tsx'

const NotificationSettingsPage = () => {
  const t = useTranslations('notificationSettings')
  const { slug } = useCompany()
  const settings = useNotificationSettings()
  return (
    <>
      <PageBack to={companyPath(slug, 'notifications')} label={t('back')} />
      <PageHeader title={t('title')} description={t('text')} />
      <div className="grid items-start gap-5 xl:grid-cols-3">
        <div className="min-w-0 xl:col-span-2">
          <Card title={t('kinds')} flush>
            {settings.data ? <Kinds list={settings.data} /> : <NotLoaded query={settings} lines={6} />}
          </Card>
        </div>
        <PushCard />
      </div>
    </>
  )
}

export default NotificationSettingsPage

const Kinds = ({ list }: { list: SettingList }) => {
  const t = useTranslations('notificationSettings')
  const applications = useApplications()
  const translate = useApplicationTranslator()
  if (list.items.length === 0) return <EmptyState icon={BellOff} title={t('none')} />
  const groups = Map.groupBy(list.items, item => item.application)
  const nameOf = (id: string | null) => {
    const application = applications.find(one => one.id === id)
    return application ? translate(application.id)(application.labelKey) : t('platform')
  }
  return (
    <>
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-y border-line text-xs text-ink-soft">
            <th scope="col" className="py-2 ps-4 text-start font-medium">
              {t('kind')}
            </th>
            {NOTIFICATION_WAYS.map(way => (
              <th key={way} scope="col" className="w-20 px-1 py-2 text-center font-medium sm:w-32">
                {t(`way.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        {[...groups].map(([application, items]) => (
          <tbody key={application}>
            <tr className="border-b border-line bg-sunken">
              <th scope="rowgroup" colSpan={4} className="px-4 py-1.5 text-start text-xs font-medium text-ink-soft">
                {nameOf(application)}
              </th>
            </tr>
            {items.map(item => (
              <KindRow key={item.kind} item={item} />
            ))}
          </tbody>
        ))}
      </table>
      <div className="space-y-1 px-4 py-3 text-xs text-ink-soft">
        <p className="[overflow-wrap:anywhere]">{t('mailTo', { email: list.email })}</p>
        {list.push_devices === 0 && <p>{t('noDevice')}</p>}
      </div>
    </>
  )
}

const KindRow = ({ item }: { item: NotificationSetting }) => {
  const t = useTranslations('notificationSettings')
  const errorText = useErrorText()
  const change = useChangeSetting(error => notify({ level: 'error', text: errorText(error) }))
  return (
    <tr className="border-b border-line last:border-b-0">
      <th scope="row" className="py-2.5 ps-4 pe-2 text-start font-normal">
        {item.title}
      </th>
      {NOTIFICATION_WAYS.map(way => (
        <td key={way} className="px-1 py-2.5 text-center">
          <Switch
            aria-label={t('wayFor', { kind: item.title, way: t(`way.${way}`) })}
            isSelected={item[way]}
            onChange={on => change.mutate({ kind: item.kind, ways: { [way]: on } })}
          >
            {null}
          </Switch>
        </td>
      ))}
    </tr>
  )
}
