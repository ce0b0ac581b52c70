/** Which company this tab works in; another one opens its own home. */
import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Menu } from '../kit/menu.tsx'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { useMe } from '../session/me.ts'

export const CompanySwitcher = ({ onChosen }: { onChosen?: () => void }) => {
  const t = useTranslations('company')
  const current = useCompany()
  const { companies } = useMe()
  const role = useTranslations('platform.role')
  const navigate = useNavigate()
  return (
    <Menu
      label={t('switch')}
      heading={t('yours')}
      placement="bottom start"
      items={companies.map(company => ({
        id: company.id,
        label: company.title,
        description: role(company.role),
        isCurrent: company.id === current.id,
        onAction: () => {
          onChosen?.()
          void navigate({ to: companyPath(company.slug) })
        },
      }))}
      trigger={
        <Button className="flex w-full items-center gap-2.5 rounded-field border border-line px-2.5 py-2 text-start data-[hovered]:bg-sunken">
          <span className="sr-only">{t('switch')}</span>
          <span
            aria-hidden="true"
            className="grid size-8 shrink-0 place-items-center rounded-md bg-accent-soft font-bold text-accent"
          >
            {Array.from(current.title)[0]?.toLocaleUpperCase('tr')}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-medium">{current.title}</span>
            <span className="block truncate text-xs text-ink-soft">{role(current.role)}</span>
          </span>
          <ChevronsUpDown className="size-4 shrink-0 text-ink-soft" aria-hidden="true" />
        </Button>
      }
    />
  )
}
