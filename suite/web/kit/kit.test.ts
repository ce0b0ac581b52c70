import type { PresenceMember } from '@nabiz/protocol'
import { describe, expect, test } from 'vitest'
import { EDITING, initials, peopleHere, wholeName } from './people-here.ts'
import { durationParts } from './use-duration-text.ts'

test('[UX21] a length of time is rounded up and has at most two units', () => {
  expect(durationParts(0)).toEqual({ unit: 'seconds', count: 1 })
  expect(durationParts(41.2)).toEqual({ unit: 'seconds', count: 42 })
  expect(durationParts(89)).toEqual({ unit: 'seconds', count: 89 })
  expect(durationParts(91)).toEqual({ unit: 'minutes', count: 2 })
  expect(durationParts(3_600)).toEqual({ unit: 'minutes', count: 60 })
  expect(durationParts(7_799)).toEqual({ unit: 'hours', hours: 2, minutes: 10 })
  expect(durationParts(7_200)).toEqual({ unit: 'hours', hours: 2, minutes: 0 })
})

describe('[UX22] who is here', () => {
  let made = 0
  const member = (user_id: string, part: Partial<PresenceMember> = {}): PresenceMember => ({
    ...{ member: `m${++made}`, user_id, device: 'd', status: 'online', since: made, info: { name: `Kişi ${user_id}` } },
    ...part,
  })
  test('each person once, in the order of their coming, the reader last', () => {
    const members = [member('me'), member('b', { since: 30 }), member('a', { since: 20 }), member('a')]
    expect(peopleHere(members, 'me').map(({ user_id }) => user_id)).toEqual(['a', 'b', 'me'])
    expect(peopleHere(members, 'me').at(-1)).toMatchObject({ isSelf: true, name: 'Kişi me' })
  })
  test('editing in one tab is editing; away is away in every tab', () => {
    const tabs = [member('a', { status: 'away' }), member('a', { state: EDITING })]
    expect(peopleHere(tabs, 'me')).toMatchObject([{ isEditing: true, isAway: false }])
    expect(peopleHere([member('a', { status: 'away' }), member('a', { status: 'away' })], 'me')[0]?.isAway).toBe(true)
  })
  test('people of another company are told with it, ours by name alone', () => {
    const companyOf = (id: string) => (id === 'a' ? 'Bereket A.Ş.' : null)
    const names = peopleHere([member('a'), member('b'), member('me')], 'me', companyOf).map(wholeName)
    expect(names).toEqual(['Kişi a · Bereket A.Ş.', 'Kişi b', 'Kişi me'])
  })
  test('an id is never shown for a name; initials are Turkish', () => {
    const { info: _none, ...nameless } = member('u7')
    expect(peopleHere([nameless], 'me')[0]?.name).toBe('–')
    expect(['ilker ışık', 'Zeynep', 'Ali Veli Şen', ''].map(initials)).toEqual(['İI', 'Z', 'AŞ', ''])
  })
})
