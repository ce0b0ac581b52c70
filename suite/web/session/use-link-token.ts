/** The secret of a link from a mail. It stands behind the `#` of the address, which browsers send to no server. */
import { useLocation } from '@tanstack/react-router'
import { linkTokenSchema } from '#platform/contract'

/** Null when the address holds none, or one that was cut. */
export const useLinkToken = (): string | null => {
  const { hash } = useLocation()
  return linkTokenSchema.safeParse(hash).data ?? null
}
