/** The members of a room as people: one for each user, however many devices and tabs they are here with. Pure. */
import type { PresenceMember, PresenceState } from '@nabiz/protocol'

/** What a screen says of its reader in the room of the thing it shows. */
export const EDITING: PresenceState = { doing: 'editing' }

export type PersonHere = {
  user_id: string
  name: string
  /** Of somebody who is not of ours, where two companies meet. */
  company: string | null
  isSelf: boolean
  /** In some tab. */
  isEditing: boolean
  /** In every tab. */
  isAway: boolean
}

/** Ids are no names: of whom none is known there is a face and nothing else. */
const nameOf = ({ info }: PresenceMember): string => (typeof info?.name === 'string' ? info.name : '–')

/** The company of somebody who is not of ours; null for our own people. */
export type CompanyOf = (user_id: string) => string | null

/** In the order of their coming; the reader last. */
export const peopleHere = (
  members: readonly PresenceMember[],
  self_id: string,
  companyOf: CompanyOf = () => null,
): PersonHere[] => {
  const people = new Map<string, PersonHere>()
  for (const member of members.toSorted((a, b) => a.since - b.since)) {
    const known = people.get(member.user_id)
    people.set(member.user_id, {
      user_id: member.user_id,
      name: known?.name ?? nameOf(member),
      company: companyOf(member.user_id),
      isSelf: member.user_id === self_id,
      isEditing: (known?.isEditing ?? false) || member.state?.doing === EDITING.doing,
      isAway: (known?.isAway ?? true) && member.status === 'away',
    })
  }
  return [...people.values()].sort((a, b) => Number(a.isSelf) - Number(b.isSelf))
}

/** "Aslı Erdoğmuş · Bereket Şekerleme": with the company where it is another one. */
export const wholeName = ({ name, company }: Pick<PersonHere, 'name' | 'company'>): string =>
  company === null ? name : `${name} · ${company}`

/** Turkish casing for names: "ilker ışık" → "İI". */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(word => Array.from(word ?? '')[0] ?? '')
  return letters.join('').toLocaleUpperCase('tr')
}
