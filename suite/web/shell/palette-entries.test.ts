import { describe, expect, test } from 'vitest'
import { settingsEntries } from './palette-entries.ts'

const seenBy = (role: 'owner' | 'admin' | 'manager' | 'member' | 'viewer', operator = false) =>
  settingsEntries({ slug: 'acme', role, operator }, { group: 'Ayarlar', label: key => `the ${key}` })
const paths = (entries: ReturnType<typeof seenBy>) =>
  entries.map(({ act }) => (act.kind === 'go' ? act.to.replace('/c/acme/settings/', '') : 'run'))

describe('[UX28] the parts of the settings in the palette', () => {
  const administrators = ['members', 'mails', 'mail-log', 'audit', 'retention', 'persons']
  test('are those of the reader’s role', () => {
    for (const role of ['owner', 'admin'] as const) expect([role, paths(seenBy(role))]).toEqual([role, administrators])
    for (const role of ['manager', 'member', 'viewer'] as const)
      expect([role, paths(seenBy(role))]).toEqual([role, ['members']])
  })
  test('lead operators to theirs, whatever they are in this company', () => {
    expect(paths(seenBy('viewer', true))).toEqual(['members', 'operators', 'account-mails'])
  })
  test('stand under the settings with the name of their tab', () => {
    expect(seenBy('viewer')).toMatchObject([{ id: 'settings/members', label: 'the members', group: 'Ayarlar' }])
  })
})
