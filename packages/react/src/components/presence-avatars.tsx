/** Who is here: a face for each person, however many devices and tabs they are here with. */
import type { PresenceMember } from '@nabiz/protocol'
import { usePresence } from '../index.ts'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { capCount, initials } from './text.ts'

export type PresenceAvatarsProps = {
  members: readonly PresenceMember[]
  /** How many faces are shown before "+3". Default 5. */
  max?: number
  /** Everybody in the room, where `members` lists only some. */
  count?: number
  /** Default: `info.name`, else the user's id. */
  nameOf?: (member: PresenceMember) => string
  labels?: Labels
}

type Person = { user_id: string; name: string; isAway: boolean }

const usualName = ({ info, user_id }: PresenceMember): string => (typeof info?.name === 'string' ? info.name : user_id)

/** One for each user, in the order of coming: away only when away everywhere. */
const peopleOf = (members: readonly PresenceMember[], nameOf: (member: PresenceMember) => string): Person[] => {
  const people = new Map<string, Person>()
  for (const member of members.toSorted((a, b) => a.since - b.since)) {
    const known = people.get(member.user_id)
    const isAway = member.status === 'away' && (known?.isAway ?? true)
    people.set(member.user_id, { user_id: member.user_id, name: known?.name ?? nameOf(member), isAway })
  }
  return [...people.values()]
}

/** Of six quiet grounds, always the same one for a person. */
const groundOf = (user_id: string): number => [...user_id].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % 6

export const PresenceAvatars = ({ members, max = 5, count, nameOf = usualName, labels = tr }: PresenceAvatarsProps) => {
  const people = peopleOf(members, nameOf)
  const shown = people.slice(0, max)
  const more = Math.max(people.length, count ?? 0) - shown.length
  if (people.length === 0 && more === 0) return <p className="nabiz-presence nabiz-soft">{labels.nobodyHere}</p>
  return (
    <ul className="nabiz-presence" aria-label={labels.whoIsHere}>
      {shown.map(({ user_id, name, isAway }) => (
        <li
          key={user_id}
          className="nabiz-face"
          data-ground={groundOf(user_id)}
          data-away={isAway || undefined}
          title={isAway ? `${name} (${labels.away})` : name}
        >
          <span aria-hidden="true">{initials(labels, name)}</span>
          <span className="nabiz-hidden">{isAway ? `${name} (${labels.away})` : name}</span>
        </li>
      ))}
      {more > 0 && (
        <li className="nabiz-face nabiz-face-more" title={labels.more(more)}>
          <span aria-hidden="true">{more > 99 ? capCount(more) : `+${more}`}</span>
          <span className="nabiz-hidden">{labels.more(more)}</span>
        </li>
      )}
    </ul>
  )
}

export type WhoIsHereProps = Omit<PresenceAvatarsProps, 'members' | 'count'> & { room: string }

/** The faces of a room, live. */
export const WhoIsHere = ({ room, ...rest }: WhoIsHereProps) => {
  const presence = usePresence(room)
  if (presence === null) return <p className="nabiz-presence" aria-busy="true" />
  return <PresenceAvatars members={presence.members} {...rest} />
}
