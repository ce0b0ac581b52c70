/** Light, dark, or as the system. */
import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu } from '../kit/menu.tsx'
import { setTheme, THEMES, useTheme } from '../session/theme.ts'

const ICONS = { light: Sun, dark: Moon, system: Monitor } as const

export const ThemeToggle = ({ className }: { className?: string }) => {
  const t = useTranslations('theme')
  const { theme, shown } = useTheme()
  return (
    <Menu
      label={t('label')}
      items={THEMES.map(id => ({
        id,
        label: t(id),
        icon: ICONS[id],
        isCurrent: id === theme,
        onAction: () => setTheme(id),
      }))}
      trigger={
        <IconButton
          label={t('label')}
          icon={shown === 'dark' ? Sun : Moon}
          framed
          {...(className ? { className } : {})}
        />
      }
    />
  )
}
