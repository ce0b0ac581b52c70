/** The settings of E-Mutabakat, part by part; the part stands in the address. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { WhoIsHere } from '../../../../web/kit/presence-avatars.tsx'
import { Tabs } from '../../../../web/kit/tabs.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import type { SettingsAnswer } from '../../contract/index.ts'
import { CertificatesTab } from './certificates-tab.tsx'
import { ChannelsTab } from './channels-tab.tsx'
import { FourEyesTab } from './four-eyes-tab.tsx'
import { GeneralTab } from './general-tab.tsx'
import { HolidaysTab } from './holidays-tab.tsx'
import { ReachSection } from './reach-section.tsx'
import { RemindersTab } from './reminders-tab.tsx'
import { useMayDecide } from './settings-section.tsx'
import { TemplatesTab } from './templates-tab.tsx'
import { setupRoomOf, useSettings } from './use-settings.ts'

const TABS = ['general', 'four_eyes', 'reminders', 'holidays', 'templates', 'channels', 'certificates'] as const
type Tab = (typeof TABS)[number]

const OfSettings = ({ children }: { children: (settings: SettingsAnswer) => ReactNode }) => (
  <Loaded query={useSettings()} lines={8}>
    {children}
  </Loaded>
)

const CONTENT: Record<Tab, ReactNode> = {
  general: <OfSettings>{settings => <GeneralTab settings={settings} />}</OfSettings>,
  four_eyes: <OfSettings>{settings => <FourEyesTab settings={settings} />}</OfSettings>,
  reminders: (
    <OfSettings>
      {settings => (
        <div className="flex flex-col gap-5">
          <RemindersTab settings={settings} />
          <ReachSection settings={settings} />
        </div>
      )}
    </OfSettings>
  ),
  holidays: <OfSettings>{settings => <HolidaysTab settings={settings} />}</OfSettings>,
  templates: <TemplatesTab />,
  channels: <ChannelsTab />,
  certificates: <CertificatesTab />,
}

const SettingsPage = () => {
  const t = useTranslations('mutabakat.setup')
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const mayDecide = useMayDecide()
  const company = useCompany()
  // Only who administers may see the certificates.
  const shown = TABS.filter(id => id !== 'certificates' || mayDecide)
  const tab = shown.find(id => id === search.tab) ?? 'general'
  return (
    <>
      <PageHeader title={t('title')} actions={<WhoIsHere room={setupRoomOf(company)} />} />
      <Tabs
        label={t('title')}
        value={tab}
        onChange={next => void navigate({ to: '.', replace: true, search: { tab: next } })}
        tabs={shown.map(id => ({ id, label: t(id), content: CONTENT[id] }))}
      />
    </>
  )
}

export default SettingsPage
