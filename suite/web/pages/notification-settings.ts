/** How the reader is told of each kind of notification; a switch shows its new place at once, and goes back if refused. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  changeNotificationSettingRoute,
  listNotificationSettingsRoute,
  type NotificationSetting,
  type NotificationWays,
  type RouteOutput,
} from '#platform/contract'
import { call } from '../api/call.ts'

const KEY = ['notification-settings'] as const

export type SettingList = RouteOutput<typeof listNotificationSettingsRoute>
type Change = { kind: string; ways: Partial<NotificationWays> }

/** Pure. */
export const withWays = (list: SettingList, { kind, ways }: Change): SettingList => ({
  ...list,
  items: list.items.map(item => (item.kind === kind ? { ...item, ...ways } : item)),
})

export const useNotificationSettings = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(listNotificationSettingsRoute, {}, { signal }) })

export const useChangeSetting = (onError: (error: unknown) => void) => {
  const queries = useQueryClient()
  return useMutation<NotificationSetting, Error, Change, SettingList | undefined>({
    mutationFn: ({ kind, ways }) => call(changeNotificationSettingRoute, { params: { kind }, body: ways }),
    onMutate: async change => {
      await queries.cancelQueries({ queryKey: KEY })
      const before = queries.getQueryData<SettingList>(KEY)
      if (before) queries.setQueryData(KEY, withWays(before, change))
      return before
    },
    onError: (error, _change, before) => {
      queries.setQueryData(KEY, before)
      onError(error)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}
