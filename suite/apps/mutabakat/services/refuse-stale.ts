/** A change made against an older row is refused with the row as it now is, so that nothing typed is lost. */
import { Failure, PLATFORM_FAILURES } from '#platform/contract'

export const stale = (current: object): Failure => new Failure('stale', PLATFORM_FAILURES.stale, { extra: { current } })

/** `seen`: the version of If-Match, null where the caller did not say any; `now`: the version of the row that is held. */
export const refuseStale = async (
  seen: number | null,
  now: number,
  read: () => object | Promise<object>,
): Promise<void> => {
  if (seen !== null && seen !== now) throw stale(await read())
}
