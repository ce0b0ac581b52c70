/** The settings of a company: one heading, a way between their parts, and the part itself. */
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../../kit/classes.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { WhoIsHere } from '../../kit/presence-avatars.tsx'
import { useCompany } from '../../session/company.tsx'
import { companyPath } from '../../session/company-path.ts'
import { useMe } from '../../session/me.ts'
import { maySeePart, SETTINGS_PARTS, type SettingsPart } from '../../shell/settings-parts.ts'
import { settingsRoomOf } from './settings-room.ts'

const SettingsLayout = () => {
  const t = useTranslations('settingsNav')
  const title = useTranslations('settings')('title')
  const company = useCompany()
  const { operator } = useMe()
  const reader = { role: company.role, operator }
  const { pathname } = useLocation()
  const base = companyPath(company.slug, 'settings')
  const below = pathname.slice(base.length).replace(/^\/|\/$/g, '')
  const current = SETTINGS_PARTS.find(part => part.path === below) ?? SETTINGS_PARTS[0]
  const shown = useRef<HTMLAnchorElement>(null)
  // On a phone the way between the parts is wider than the screen.
  useEffect(() => {
    if (current) shown.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  return (
    <>
      <PageHeader
        title={title}
        tabTitle={t(current.key)}
        description={company.title}
        // The other parts are lists, where everything is done at once.
        actions={current.path === '' && <WhoIsHere room={settingsRoomOf(company)} />}
      />
      <nav aria-label={t('label')} className="mb-5 overflow-x-auto border-b border-line">
        <ul className="flex gap-1">
          {SETTINGS_PARTS.filter(part => maySeePart(part, reader)).map(part => (
            <li key={part.key} className="shrink-0">
              <Link
                ref={part === current ? shown : null}
                to={part.path ? `${base}/${part.path}` : base}
                aria-current={part === current ? 'page' : undefined}
                className={classes(
                  'block border-b-2 px-2.5 py-2 -outline-offset-2 transition-colors hover:text-ink',
                  part === current ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-soft',
                )}
              >
                {t(part.key)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {maySeePart(current, reader) ? <Outlet /> : <ClosedPart whose={current.for} />}
    </>
  )
}

export default SettingsLayout

/** Also what takes the place of an open part when the reader's role changes. */
const ClosedPart = ({ whose }: { whose: SettingsPart['for'] }) => {
  const t = useTranslations('settingsNav')
  const role = useTranslations('platform.role')
  const company = useCompany()
  return (
    <EmptyState icon={Lock} title={t('closedTitle')}>
      {whose === 'operators' ? t('closedToOthers') : t('closedText', { role: role(company.role) })}
    </EmptyState>
  )
}
