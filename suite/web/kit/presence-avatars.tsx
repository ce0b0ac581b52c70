/** Who is looking at the same thing now: a face for each person, marked when they edit it or are away. */
import { usePresence } from '@nabiz/react'
import { Pencil } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useMe } from '../session/me.ts'
import { classes } from './classes.ts'
import { type CompanyOf, EDITING, initials, type PersonHere, peopleHere, wholeName } from './people-here.ts'

const GROUNDS = [
  'bg-accent-soft text-accent',
  'bg-info-soft text-info',
  'bg-wait-soft text-wait',
  'bg-good-soft text-good',
] as const

/** Always the same one for a person. */
const groundOf = (user_id: string): string =>
  GROUNDS[[...user_id].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % GROUNDS.length]!

export type PresenceAvatarsProps = {
  people: readonly PersonHere[]
  /** Faces before "+3". */
  max?: number
}

export const PresenceAvatars = ({ people, max = 4 }: PresenceAvatarsProps) => {
  const t = useTranslations('presence')
  const shown = people.length > max ? people.slice(0, max - 1) : people
  const more = people.length - shown.length
  if (people.length === 0) return null
  return (
    <ul aria-label={t('label')} className="flex h-8 items-center ps-1.5">
      {shown.map(person => (
        <Face key={person.user_id} person={person} />
      ))}
      {more > 0 && (
        <li title={t('more', { count: more })} className={classes(faceClasses, 'bg-sunken text-ink-soft')}>
          <span aria-hidden="true">{`+${Math.min(more, 99)}`}</span>
          <span className="sr-only">{t('more', { count: more })}</span>
        </li>
      )}
    </ul>
  )
}

const faceClasses =
  'enter-fade relative -ms-1.5 grid size-8 place-items-center rounded-full text-2xs font-bold ring-2 ring-bg select-none'

const Face = ({ person }: { person: PersonHere }) => {
  const t = useTranslations('presence')
  const { user_id, name, isSelf, isEditing, isAway } = person
  const whole = isSelf ? t('you', { name }) : wholeName(person)
  const spoken = isEditing ? t('editing', { name: whole }) : isAway ? t('away', { name: whole }) : whole
  return (
    <li
      title={spoken}
      className={classes(
        faceClasses,
        groundOf(user_id),
        isEditing && 'z-1',
        isAway && 'outline-2 -outline-offset-2 outline-dashed',
      )}
    >
      <span aria-hidden="true">{initials(name)}</span>
      {isEditing && (
        <span
          aria-hidden="true"
          className="absolute -end-1 -bottom-1 grid size-4 place-items-center rounded-full bg-accent text-accent-ink ring-2 ring-bg"
        >
          <Pencil className="size-2.5" />
        </span>
      )}
      <span className="sr-only">{spoken}</span>
    </li>
  )
}

/** Says in words who else edits, so that two people do not write over each other; keeps its place while nobody does. */
export const EditingNote = ({ people }: { people: readonly PersonHere[] }) => {
  const t = useTranslations('presence')
  const editors = people.filter(person => person.isEditing && !person.isSelf)
  return (
    <p role="status" className="min-h-4 text-xs text-accent">
      {editors.length === 1
        ? t('someoneEdits', { name: wholeName(editors[0]!) })
        : editors.length > 1
          ? t('manyEdit', { count: editors.length })
          : null}
    </p>
  )
}

/** The people in the room of a thing, live. `companyOf`: where people of several companies meet. */
export const WhoIsHere = ({ room, companyOf }: { room: string; companyOf?: CompanyOf }) => {
  const { user } = useMe()
  const presence = usePresence(room)
  const people = peopleHere(presence?.members ?? [], user.id, companyOf)
  return (
    <div className="flex min-h-12 flex-col items-start gap-0.5 sm:items-end">
      <PresenceAvatars people={people} />
      <EditingNote people={people} />
    </div>
  )
}

/** While it is on the screen, the reader is shown as editing to everybody in the room. */
export const EditingHere = ({ room }: { room: string }) => {
  usePresence(room, { show: 'count', state: EDITING, tab: 'editor' })
  return null
}
