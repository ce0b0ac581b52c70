/** One member of a room as others see it: whose it is, what it shows, and its wire form, made once per change. */
import type { JsonObject, PresenceLeft, PresenceMember, PresenceState } from '@nabiz/protocol'

/** Whose presence it is: one session, or one tab of it. */
export type PresenceOwner = Pick<PresenceMember, 'user_id' | 'device' | 'tab'>

/** What may change about a member: the public data of its user's token, and what its client says. */
export type PresenceLook = { readonly info: JsonObject | undefined; readonly state: PresenceState | undefined }

/** `json` is `shown` as it goes over the wire, however many are told of it. */
export type PresenceEntry = { shown: PresenceMember; json: string; gone: boolean }

/** The last of what happened to a member since the frame before. */
export type Change =
  | { readonly kind: 'joined' | 'updated'; readonly entry: PresenceEntry }
  | { readonly kind: 'left'; readonly left: PresenceLeft }

/** Names grow and have one length, so the order of joining is the order of names. */
export const memberName = (index: number): string => index.toString(36).padStart(7, '0')

const shownAs = (owner: Omit<PresenceMember, 'status'>, { info, state }: PresenceLook): PresenceMember => ({
  member: owner.member,
  user_id: owner.user_id,
  device: owner.device,
  ...(owner.tab !== undefined && { tab: owner.tab }),
  status: state?.status === 'away' ? 'away' : 'online',
  since: owner.since,
  ...(info !== undefined && { info }),
  ...(state !== undefined && { state }),
})

/** A member as another node tells of it. */
export const entryAs = (shown: PresenceMember): PresenceEntry => ({ shown, json: JSON.stringify(shown), gone: false })

export const entryOf = (owner: Omit<PresenceMember, 'status'>, look: PresenceLook): PresenceEntry =>
  entryAs(shownAs(owner, look))

/** False when nothing is different. */
export const showAs = (entry: PresenceEntry, look: PresenceLook): boolean => takeOver(entry, shownAs(entry.shown, look))

/** As {@link showAs}, for {@link entryAs}. */
export const takeOver = (entry: PresenceEntry, shown: PresenceMember): boolean => {
  const json = JSON.stringify(shown)
  if (json === entry.json) return false
  entry.shown = shown
  entry.json = json
  return true
}
