/** The parts of the settings, and who sees which: the way between them and the palette read the same list. */
import type { Role } from '#platform/contract'

/** Below `settings`. `for`: everybody of the company, those who run it, or who runs the installation. */
export const SETTINGS_PARTS = [
  { path: '', key: 'company', for: 'everybody' },
  { path: 'members', key: 'members', for: 'everybody' },
  { path: 'mails', key: 'mails', for: 'administrators' },
  { path: 'mail-log', key: 'mailLog', for: 'administrators' },
  { path: 'audit', key: 'audit', for: 'administrators' },
  { path: 'retention', key: 'retention', for: 'administrators' },
  { path: 'persons', key: 'persons', for: 'administrators' },
  { path: 'operators', key: 'operators', for: 'operators' },
  { path: 'account-mails', key: 'accountMails', for: 'operators' },
] as const

export type SettingsPart = (typeof SETTINGS_PARTS)[number]

export const maySeePart = (part: SettingsPart, reader: { role: Role; operator: boolean }): boolean =>
  part.for === 'everybody' ||
  (part.for === 'operators' ? reader.operator : reader.role === 'owner' || reader.role === 'admin')
