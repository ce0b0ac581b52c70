/** The deeds of the audit log by their names, in every language, from the shell and from applications. */
import { expect, test } from 'vitest'
import { az as mutabakatAz } from '../../../apps/mutabakat/locales/az.ts'
import { en as mutabakatEn } from '../../../apps/mutabakat/locales/en.ts'
import { tr as mutabakatTr } from '../../../apps/mutabakat/locales/tr.ts'
import { az } from '../../locales/az.ts'
import { en } from '../../locales/en.ts'
import { tr } from '../../locales/tr.ts'
import { actionText, auditCatalogues } from './audit-words.ts'

test.each([
  ['tr', { ...tr, mutabakat: mutabakatTr }, 'Rol değişti', 'Mektup gönderildi'],
  ['en', { ...en, mutabakat: mutabakatEn }, 'Role changed', 'Letter sent'],
  ['az', { ...az, mutabakat: mutabakatAz }, 'Rol dəyişdi', 'Məktub göndərildi'],
] as const)('[UX17] in %s a deed has its name, its application’s too, and an unnamed one keeps its code', (...row) => {
  const [, messages, role, letter] = row
  const catalogues = auditCatalogues(messages, ['mutabakat'])
  expect(actionText(catalogues, 'member.role_changed')).toBe(role)
  expect(actionText(catalogues, 'letter.sent')).toBe(letter)
  expect(actionText(catalogues, 'letter.never_heard_of')).toBe('letter.never_heard_of')
  expect(actionText(catalogues, 'letter')).toBe('letter')
  expect(actionText(catalogues, 'constructor.name')).toBe('constructor.name')
})
