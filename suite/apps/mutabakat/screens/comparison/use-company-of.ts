/** Whose people are in the room of a letter: ours by the list of our members, all others of the company on the other side. */
import type { CompanyOf } from '../../../../web/kit/people-here.ts'
import { useChoices } from '../letters/live-letters.ts'

/** `other`: what we call it; undefined while it is not known. Until our members are known nobody is told apart. */
export const useCompanyOf = (other: string | undefined): CompanyOf => {
  const members = useChoices().data?.members
  return user_id => (!members || !other || members.some(({ id }) => id === user_id) ? null : other)
}
