/** Who is here, in every state: alone, with others, editing, away, and more than fit. */

import type { PersonHere } from '../../kit/people-here.ts'
import { EditingNote, PresenceAvatars } from '../../kit/presence-avatars.tsx'
import { Exhibit } from './exhibit.tsx'

const person = (user_id: string, name: string, part: Partial<PersonHere> = {}): PersonHere => ({
  user_id,
  name,
  company: null,
  isSelf: false,
  isEditing: false,
  isAway: false,
  ...part,
})
const SELF = person('0', 'Gülşən Əliyeva', { isSelf: true })
const MEHMET = person('1', 'Mehmet Çelik', { isEditing: true })
const ASLI = person('9', 'Aslı Erdoğmuş', { company: 'Bereket Şekerleme', isEditing: true })
const ILKER = person('2', 'ilker ışık', { isAway: true })
const CROWD = ['Şule Öztürk', 'Əli Həsənov', 'Ümit Ünal', 'Ayşe Kaya', 'Zeynep'].map((name, index) =>
  person(String(index + 3), name),
)

export const PeopleExhibits = () => (
  <Exhibit name="PresenceAvatars, EditingNote" wide>
    <PresenceAvatars people={[SELF]} />
    <PresenceAvatars people={[MEHMET, ILKER, SELF]} />
    <PresenceAvatars people={[MEHMET, ILKER, ...CROWD, SELF]} />
    <PresenceAvatars people={[ASLI, SELF]} />
    <EditingNote people={[ASLI]} />
    <EditingNote people={[MEHMET]} />
    <EditingNote people={[MEHMET, { ...ILKER, isEditing: true }]} />
  </Exhibit>
)
