/** After an event that ends access, the company's members are asked again about the rooms they are in. */
import type { Application } from '#platform/app'
import type { BusinessEvent, Store } from '#platform/store'

export type RoomRecheck = {
  store: Store
  applications: readonly Pick<Application, 'endsAccess'>[]
  refreshPermissions: (user_id: string) => Promise<void>
}

/** `events`: as they were committed. Resolves when all of their rooms, on every node, are those they may be in now. */
export const recheckRooms = async (
  { store, applications, refreshPermissions }: RoomRecheck,
  events: readonly BusinessEvent[],
): Promise<void> => {
  const ended = events.filter(event => applications.some(({ endsAccess }) => endsAccess?.(event)))
  for (const company_id of new Set(ended.map(event => event.company_id))) {
    if (company_id === null) continue
    const members = await store.inCompany(company_id, trx =>
      trx.selectFrom('platform.membership').select('user_id').where('company_id', '=', company_id).execute(),
    )
    await Promise.all(members.map(({ user_id }) => refreshPermissions(user_id)))
  }
}
