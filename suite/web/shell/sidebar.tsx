/** Navigation by application: at the side on wide screens, in a drawer on phones. */
import { Link } from '@tanstack/react-router'
import { Settings } from 'lucide-react'
import { type ComponentType, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import type { Role } from '#platform/contract'
import type { Icon } from '../define-web-application.ts'
import { classes } from '../kit/classes.ts'
import { useApplications } from '../session/applications.ts'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { useApplicationTranslator } from '../session/use-application-translator.ts'
import { CompanySwitcher } from './company-switcher.tsx'
import { UserMenu } from './user-menu.tsx'

const mayUse = (roles: readonly Role[] | undefined, role: Role): boolean => !roles || roles.includes(role)

const NavLink = ({
  to,
  label,
  icon: IconPart,
  exact,
  count: CountPart,
  onClick,
}: {
  to: string
  label: string
  icon: Icon
  exact: boolean
  count?: ComponentType | undefined
  onClick: (() => void) | undefined
}) => (
  <Link
    to={to}
    activeOptions={{ exact, includeSearch: false }}
    {...(onClick ? { onClick } : {})}
    className={classes(
      'flex h-10 items-center gap-3 rounded-field px-3 text-ink-soft transition-colors hover:bg-sunken hover:text-ink',
      'data-[status=active]:bg-accent-soft data-[status=active]:font-semibold data-[status=active]:text-accent',
    )}
  >
    <IconPart className="size-[1.125rem] shrink-0" aria-hidden="true" />
    <span className="truncate">{label}</span>
    {CountPart && (
      <Suspense fallback={null}>
        <CountPart />
      </Suspense>
    )}
  </Link>
)

/** `onGo`: closes the drawer. */
export const Sidebar = ({ onGo }: { onGo?: () => void }) => {
  const t = useTranslations('nav')
  const applications = useApplications()
  const translate = useApplicationTranslator()
  const company = useCompany()
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 p-4">
      <CompanySwitcher {...(onGo ? { onChosen: onGo } : {})} />
      <nav aria-label={t('label')} className="min-h-0 flex-1 space-y-5 overflow-y-auto">
        {applications.map(application => {
          const of = translate(application.id)
          const items = application.nav.filter(item => mayUse(item.roles, company.role))
          return (
            <div key={application.id}>
              <p className="px-3 pb-1.5 text-xs font-medium text-ink-soft">{of(application.labelKey)}</p>
              <ul className="space-y-1">
                {items.map(item => (
                  <li key={item.to}>
                    <NavLink
                      to={companyPath(company.slug, `${application.path}/${item.to}`)}
                      label={of(item.labelKey)}
                      icon={item.icon}
                      exact={item.to === ''}
                      count={item.count}
                      onClick={onGo}
                    />
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
        <ul className="space-y-1">
          <li>
            <NavLink
              to={companyPath(company.slug, 'settings')}
              label={t('settings')}
              icon={Settings}
              exact={false}
              onClick={onGo}
            />
          </li>
        </ul>
      </nav>
      <UserMenu {...(onGo ? { onGo } : {})} />
    </div>
  )
}
