/** The bell of the top bar: how many are unread, the newest of them, and the way to all. */
import { Link } from '@tanstack/react-router'
import { Bell } from 'lucide-react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../kit/button.tsx'
import { classes } from '../kit/classes.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { popoverClasses } from '../kit/field.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { CounterDot } from './counter-dot.tsx'
import { NotificationList } from './notification-list.tsx'
import { useMarkRead, useNotifications, useUnreadCount } from './notifications.ts'

export const NotificationBell = () => {
  const t = useTranslations('notifications')
  const unread = useUnreadCount()
  return (
    <DialogTrigger>
      <IconButton
        label={unread > 0 ? t('bellUnread', { count: unread }) : t('title')}
        icon={Bell}
        framed
        badge={<CounterDot count={unread} />}
      />
      <Popover placement="bottom end" className={classes(popoverClasses, 'w-96 max-w-[calc(100vw-1rem)]')}>
        <Dialog aria-label={t('title')} className="flex max-h-[75dvh] flex-col outline-none">
          {({ close }) => <Newest unread={unread} onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

const Newest = ({ unread, onClose }: { unread: number; onClose: () => void }) => {
  const t = useTranslations('notifications')
  const { slug } = useCompany()
  const list = useNotifications({ limit: 20 })
  const markRead = useMarkRead()
  return (
    <>
      <header className="flex items-center gap-2 border-b border-line py-2 ps-4 pe-2">
        <h2 className="flex-1 font-semibold">{t('title')}</h2>
        <Button tone="quiet" small isDisabled={unread === 0} onPress={() => markRead.mutate(undefined)}>
          {t('markAll')}
        </Button>
      </header>
      <div className="min-h-40 flex-1 overflow-auto">
        {list.data ? (
          list.data.items.length === 0 ? (
            <EmptyState icon={Bell} title={t('empty')} />
          ) : (
            <NotificationList
              items={list.data.items}
              onOpen={item => {
                if (item.read_at === null) markRead.mutate([item.id])
                onClose()
              }}
            />
          )
        ) : list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
        ) : (
          <SkeletonLines />
        )}
      </div>
      <footer className="border-t border-line p-2 text-center">
        <Link
          to={companyPath(slug, 'notifications')}
          onClick={onClose}
          className="inline-block rounded px-3 py-1 text-sm font-medium text-accent hover:underline"
        >
          {t('all')}
        </Link>
      </footer>
    </>
  )
}
