/** Every notification of the reader, page by page. */
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bell, CheckCheck, Settings2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button, buttonClasses } from '../kit/button.tsx'
import { Card } from '../kit/card.tsx'
import { classes } from '../kit/classes.ts'
import { TableFooter } from '../kit/data-table/table-footer.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { FilterBar } from '../kit/filter-bar.tsx'
import { NotLoaded } from '../kit/not-loaded.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { StaleBanner } from '../kit/stale-banner.tsx'
import { type ListState, useListState } from '../kit/use-list-state.ts'
import { useOnline } from '../kit/use-online.ts'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { NotificationList } from '../shell/notification-list.tsx'
import { useMarkRead, useNotifications, useUnreadCount } from '../shell/notifications.ts'

const NotificationsPage = () => {
  const t = useTranslations('notifications')
  const page = useTranslations('notificationPage')
  const { slug } = useCompany()
  const list = useListState({ filters: ['unread'] })
  const query = useNotifications(list.query, { placeholderData: keepPreviousData })
  const unread = useUnreadCount()
  const markRead = useMarkRead()
  const isOnline = useOnline()
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('count', { count: unread })}
        actions={
          <>
            <Link
              to={companyPath(slug, 'notifications/settings')}
              className={classes(buttonClasses('secondary'), 'hover:bg-sunken')}
            >
              <Settings2 className="size-4" aria-hidden="true" />
              {page('settings')}
            </Link>
            <Button
              icon={CheckCheck}
              isDisabled={unread === 0}
              pending={markRead.isPending && markRead.variables === undefined}
              onPress={() => markRead.mutate(undefined)}
            >
              {t('markAll')}
            </Button>
          </>
        }
      />
      <Card flush>
        <div className="flex flex-wrap items-start gap-3 border-b border-line p-3">
          <div className="min-w-0 flex-1">
            <FilterBar
              list={list}
              filters={[{ id: 'unread', label: page('filter'), options: [{ id: 'true', label: page('unreadOnly') }] }]}
            />
          </div>
          {list.cursor && (
            <Button small onPress={() => list.setCursor(undefined)}>
              {page('newest')}
            </Button>
          )}
        </div>
        {!isOnline && query.data && (
          <div className="p-3">
            <StaleBanner since={query.dataUpdatedAt} />
          </div>
        )}
        {query.data ? (
          query.data.items.length === 0 ? (
            <Nothing list={list} />
          ) : (
            <NotificationList
              items={query.data.items}
              onOpen={item => item.read_at === null && markRead.mutate([item.id])}
            />
          )
        ) : (
          <NotLoaded query={query} lines={8} />
        )}
        <TableFooter page={query.data} onCursor={list.setCursor} />
      </Card>
    </>
  )
}

export default NotificationsPage

const Nothing = ({ list }: { list: ListState<'unread'> }) => {
  const t = useTranslations('notifications')
  const page = useTranslations('notificationPage')
  if (list.isFiltered)
    return (
      <EmptyState
        icon={Bell}
        title={page('noneUnread')}
        action={<Button onPress={list.clear}>{page('showAll')}</Button>}
      />
    )
  return (
    <EmptyState icon={Bell} title={t('empty')}>
      {t('emptyHint')}
    </EmptyState>
  )
}
