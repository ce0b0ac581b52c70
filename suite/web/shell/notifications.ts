/** The reader's notifications, kept live by `new_notification` and `notifications_read` in `user:{id}`. */
import { useLiveQuery } from '@nabiz/react'
import { type keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  countUnreadRoute,
  listNotificationsRoute,
  type NewNotification,
  type Notification,
  notificationsReadSchema,
  type Page,
  readNotificationsRoute,
} from '#platform/contract'
import { call } from '../api/call.ts'
import type { ListQuery } from '../api/list-query.ts'
import { useMe } from '../session/me.ts'

const KEY = ['notifications'] as const
const UNREAD_KEY = [...KEY, 'unread'] as const
const LIST_KEY = [...KEY, 'list'] as const

export const useUnreadCount = (): number => {
  const { user } = useMe()
  const { data } = useLiveQuery<{ unread: number }>({
    room: `user:${user.id}`,
    queryKey: UNREAD_KEY,
    queryFn: ({ signal }) => call(countUnreadRoute, {}, { signal }),
    apply: (current, event) => {
      // Both events carry the count after them: nothing is asked again.
      if (event.type === 'new_notification') return { unread: (event.data as NewNotification).unread }
      const read = event.type === 'notifications_read' ? notificationsReadSchema.safeParse(event.data) : null
      return read?.success ? { unread: read.data.unread } : read ? 'refetch' : current
    },
  })
  return data?.unread ?? 0
}

export const useNotifications = (query: ListQuery, options: { placeholderData?: typeof keepPreviousData } = {}) => {
  const { user } = useMe()
  return useLiveQuery<Page<Notification>>({
    ...options,
    room: `user:${user.id}`,
    queryKey: [...LIST_KEY, query],
    queryFn: ({ signal }) => call(listNotificationsRoute, { query }, { signal }),
    apply: (current, event) =>
      event.type === 'new_notification' || event.type === 'notifications_read' ? 'refetch' : current,
  })
}

/** Without ids: all of them. */
export const useMarkRead = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (ids?: string[]) => call(readNotificationsRoute, { body: ids ? { ids } : {} }),
    onSuccess: count => {
      queries.setQueryData(UNREAD_KEY, count)
      void queries.invalidateQueries({ queryKey: LIST_KEY })
    },
  })
}
