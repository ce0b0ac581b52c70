/** Every notification of the reader, page by page. */
import { Bell, CheckCheck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../kit/button.tsx'
import { Card } from '../kit/card.tsx'
import { TableFooter } from '../kit/data-table/table-footer.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { useListState } from '../kit/use-list-state.ts'
import { NotificationList } from '../shell/notification-list.tsx'
import { useMarkRead, useNotifications, useUnreadCount } from '../shell/notifications.ts'

const NotificationsPage = () => {
  const t = useTranslations('notifications')
  const list = useListState({})
  const query = useNotifications({ limit: 50, cursor: list.cursor })
  const unread = useUnreadCount()
  const markRead = useMarkRead()
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('count', { count: unread })}
        actions={
          <Button
            icon={CheckCheck}
            isDisabled={unread === 0}
            pending={markRead.isPending}
            onPress={() => markRead.mutate(undefined)}
          >
            {t('markAll')}
          </Button>
        }
      />
      <Card flush>
        {query.data ? (
          query.data.items.length === 0 ? (
            <EmptyState icon={Bell} title={t('empty')}>
              {t('emptyHint')}
            </EmptyState>
          ) : (
            <NotificationList
              items={query.data.items}
              onOpen={item => item.read_at === null && markRead.mutate([item.id])}
            />
          )
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
        ) : (
          <SkeletonLines lines={8} />
        )}
        <TableFooter page={query.data} onCursor={list.setCursor} />
      </Card>
    </>
  )
}

export default NotificationsPage
