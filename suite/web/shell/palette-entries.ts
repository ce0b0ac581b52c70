/** Everything the palette can do, gathered from the shell and the applications. */
import type { Role } from '#platform/contract'
import type { ApplicationTranslator, Icon, WebApplication } from '../define-web-application.ts'
import { companyPath } from '../session/company-path.ts'
import { maySeePart, SETTINGS_PARTS, type SettingsPart } from './settings-parts.ts'

export type PaletteEntry = {
  id: string
  label: string
  /** The application it belongs to. */
  group: string
  icon: Icon | null
  act: { kind: 'go'; to: string } | { kind: 'run'; run: () => void | Promise<void> }
}

export type PaletteSources = {
  applications: readonly WebApplication[]
  translate: (application: string) => ApplicationTranslator
  company: { id: string; slug: string; role: Role }
  own: readonly PaletteEntry[]
}

export const paletteEntries = ({ applications, translate, company, own }: PaletteSources): PaletteEntry[] => {
  const may = (roles: readonly Role[] | undefined) => !roles || roles.includes(company.role)
  const fromApplications = applications.flatMap(application => {
    const of = translate(application.id)
    const group = of(application.labelKey)
    const at = (below: string) => companyPath(company.slug, `${application.path}/${below}`)
    const pages = application.nav
      .filter(item => may(item.roles))
      .map(item => ({
        id: `${application.id}/${item.to}`,
        label: of(item.labelKey),
        group,
        icon: item.icon,
        act: { kind: 'go' as const, to: at(item.to) },
      }))
    const commands = application.commands
      .filter(command => may(command.roles))
      .map(command => ({
        id: `${application.id}:${command.id}`,
        label: of(command.labelKey),
        group,
        icon: command.icon ?? null,
        act:
          'to' in command
            ? { kind: 'go' as const, to: at(command.to) }
            : { kind: 'run' as const, run: () => command.run({ company: company.id }) },
      }))
    return [...commands, ...pages]
  })
  return [...fromApplications, ...own]
}

/** The parts of the settings that this reader sees. The first one is what the settings open with, and has its own entry. */
export const settingsEntries = (
  reader: { slug: string; role: Role; operator: boolean },
  words: { group: string; label: (key: SettingsPart['key']) => string },
): PaletteEntry[] =>
  SETTINGS_PARTS.filter(part => part.path !== '' && maySeePart(part, reader)).map(part => ({
    id: `settings/${part.path}`,
    label: words.label(part.key),
    group: words.group,
    icon: null,
    act: { kind: 'go', to: companyPath(reader.slug, `settings/${part.path}`) },
  }))
