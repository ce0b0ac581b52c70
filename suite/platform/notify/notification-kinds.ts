/** Every kind of notification of the installation, by its name: the platform's own and those of the applications. */
import { defineNotification, type NotificationKind } from '#platform/contract'

/** `application`: id of the application that declared it; null for the platform. */
export type DeclaredKind = NotificationKind & { application: string | null }
export type NotificationKinds = ReadonlyMap<string, DeclaredKind>

const PLATFORM_KINDS: readonly NotificationKind[] = [
  defineNotification('member_joined', {
    title: {
      tr: 'Davet ettiğiniz biri şirkete katıldı',
      en: 'Somebody you invited joined the company',
      az: 'Dəvət etdiyiniz şəxs şirkətə qoşuldu',
    },
    ways: { push: false },
  }),
]

/** In the order of declaration. Refuses a kind that is declared twice: one of the two would silently win. */
export const collectKinds = (
  applications: readonly { id: string; notifications?: readonly NotificationKind[] }[],
): NotificationKinds => {
  const kinds = new Map<string, DeclaredKind>()
  const add = (application: string | null, kind: NotificationKind): void => {
    if (kinds.has(kind.kind)) throw new Error(`the notification ${kind.kind} is declared twice`)
    kinds.set(kind.kind, { ...kind, application })
  }
  for (const kind of PLATFORM_KINDS) add(null, kind)
  for (const { id, notifications } of applications) for (const kind of notifications ?? []) add(id, kind)
  return kinds
}
