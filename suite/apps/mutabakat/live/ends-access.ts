/** After which events the people of a company may be in fewer rooms than before. Pure. */
import type { BusinessEvent } from '#platform/store'

/** A letter that came in is followed in its room until the link ends or the sender withdraws it. */
export const endsAccess = ({ type, data }: BusinessEvent): boolean =>
  type === 'mutabakat_link' ? data.state === 'ended' : type === 'mutabakat_incoming' && data.status === 'cancelled'
