/** Ctrl/⌘K: any page or command by a few letters. Its own chunk, loaded at the first use. */
import { useNavigate } from '@tanstack/react-router'
import { Bell, Building2, LayoutGrid, ListChecks, Moon, Search, Settings, Sun, UserRound } from 'lucide-react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { useLocale, useTranslations } from 'use-intl'
import { destination } from '../format/search-params.ts'
import { classes } from '../kit/classes.ts'
import { veilClasses } from '../kit/dialog.tsx'
import { useApplications } from '../session/applications.ts'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { useMe } from '../session/me.ts'
import { setTheme, useTheme } from '../session/theme.ts'
import { useApplicationTranslator } from '../session/use-application-translator.ts'
import { fold } from './fold-text.ts'
import { type PaletteEntry, paletteEntries, settingsEntries } from './palette-entries.ts'
import { recentPages, rememberPage } from './recent-pages.ts'

export type CommandPaletteProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

const CommandPalette = ({ isOpen, onOpenChange }: CommandPaletteProps) => {
  const t = useTranslations('palette')
  const locale = useLocale()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className={classes(veilClasses, 'flex items-start justify-center p-4 pt-[12dvh]')}
    >
      <Modal className="enter-rise w-full max-w-xl">
        <Dialog
          aria-label={t('title')}
          className="flex max-h-[60dvh] flex-col overflow-hidden rounded-2xl border border-line bg-surface shadow-pop outline-none"
        >
          <Autocomplete filter={(text, typed) => fold(text, locale).includes(fold(typed, locale))}>
            <SearchField
              aria-label={t('title')}
              autoFocus
              className="flex items-center gap-3 border-b border-line px-4"
            >
              <Search className="size-4 text-ink-soft" aria-hidden="true" />
              <Input
                data-quiet-focus
                placeholder={t('placeholder')}
                className="h-13 flex-1 bg-transparent outline-none placeholder:text-ink-soft [&::-webkit-search-cancel-button]:hidden"
              />
              <kbd className="rounded border border-line px-1.5 text-xs text-ink-soft">Esc</kbd>
            </SearchField>
            <Entries onDone={() => onOpenChange(false)} />
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

// React's `lazy` takes the default export.
export default CommandPalette

const Entries = ({ onDone }: { onDone: () => void }) => {
  const t = useTranslations('palette')
  const navigate = useNavigate()
  const company = useCompany()
  const entries = paletteEntries({
    applications: useApplications(),
    translate: useApplicationTranslator(),
    company,
    own: useOwnEntries(),
  })
  const recent = recentPages(company.slug).flatMap(to => {
    const entry = entries.find(({ act }) => act.kind === 'go' && act.to === to)
    return entry ? [{ ...entry, id: `recent:${entry.id}`, group: t('recent') }] : []
  })
  const all = [...recent, ...entries]
  const groups = Map.groupBy(all, entry => entry.group)

  const act = (entry: PaletteEntry) => {
    onDone()
    if (entry.act.kind === 'run') return void entry.act.run()
    rememberPage(company.slug, entry.act.to)
    void navigate(destination(entry.act.to))
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk the results from the search field, this lets others scroll
    <section aria-label={t('results')} tabIndex={0} className="min-h-24 overflow-auto -outline-offset-2">
      <Menu
        aria-label={t('results')}
        className="p-2 outline-none"
        renderEmptyState={() => <p className="px-3 py-6 text-center text-sm text-ink-soft">{t('nothing')}</p>}
      >
        {[...groups].map(([group, members]) => (
          <MenuSection key={group} id={group}>
            <Header className="px-3 pt-2 pb-1 text-xs text-ink-soft">{group}</Header>
            {members.map(entry => (
              <MenuItem
                key={entry.id}
                id={entry.id}
                textValue={`${entry.label} ${entry.group}`}
                onAction={() => act(entry)}
                data-quiet-focus
                className="flex items-center gap-3 rounded-lg px-3 py-2 outline-none data-[focused]:bg-accent-soft"
              >
                {entry.icon ? (
                  <entry.icon className="size-4 text-ink-soft" aria-hidden="true" />
                ) : (
                  <span className="size-4" />
                )}
                <span className="truncate">{entry.label}</span>
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </section>
  )
}

const useOwnEntries = (): PaletteEntry[] => {
  const t = useTranslations('palette')
  const nav = useTranslations('nav')
  const tasks = useTranslations('tasks')
  const part = useTranslations('settingsNav')
  const { slug, role } = useCompany()
  const { companies, operator, demo } = useMe()
  const { shown } = useTheme()
  const page = (id: string, label: string, icon: PaletteEntry['icon']): PaletteEntry => ({
    id,
    label,
    group: t('pages'),
    icon,
    act: { kind: 'go', to: companyPath(slug, id) },
  })
  return [
    page('tasks', tasks('title'), ListChecks),
    page('notifications', nav('notifications'), Bell),
    page('settings', nav('settings'), Settings),
    ...settingsEntries({ slug, role, operator }, { group: nav('settings'), label: part }),
    page('account', nav('account'), UserRound),
    ...(demo ? [page('gallery', nav('gallery'), LayoutGrid)] : []),
    {
      id: 'theme',
      label: shown === 'dark' ? t('toLight') : t('toDark'),
      group: t('commands'),
      icon: shown === 'dark' ? Sun : Moon,
      act: { kind: 'run', run: () => setTheme(shown === 'dark' ? 'light' : 'dark') },
    },
    ...companies
      .filter(company => company.slug !== slug)
      .map(company => ({
        id: `company:${company.slug}`,
        label: company.title,
        group: t('companies'),
        icon: Building2,
        act: { kind: 'go' as const, to: companyPath(company.slug) },
      })),
  ]
}
