/** Notifications, newest first; opening one marks it read. */
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Notification } from '#platform/contract'
import { destination } from '../format/search-params.ts'
import { classes } from '../kit/classes.ts'
import { RelativeTime } from '../kit/relative-time.tsx'
import { notificationPath } from '../session/company-path.ts'
import { useMe } from '../session/me.ts'

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const
const COLOURS = { info: 'text-info', success: 'text-good', warning: 'text-wait', error: 'text-bad' } as const

export type NotificationListProps = {
  items: readonly Notification[]
  onOpen: (notification: Notification) => void
}

export const NotificationList = ({ items, onOpen }: NotificationListProps) => {
  const t = useTranslations('notifications')
  const level = useTranslations('notificationPage.level')
  const { companies } = useMe()
  return (
    <ul className="divide-y divide-line">
      {items.map(item => {
        const to = notificationPath(item.link, item.company_id, companies)
        const IconPart = ICONS[item.level]
        const content = (
          <>
            <IconPart className={classes('mt-0.5 size-4 shrink-0', COLOURS[item.level])} aria-hidden="true" />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="sr-only">{level(item.level)}</span>
              <span className={classes('block', item.read_at === null && 'font-semibold')}>{item.title}</span>
              <span className="block text-sm text-ink-soft">{item.message}</span>
              <RelativeTime value={item.created_at} className="text-xs text-ink-soft" />
            </span>
            {item.read_at === null && (
              <span className="mt-2 size-2 shrink-0 rounded-full bg-accent">
                <span className="sr-only">{t('unread')}</span>
              </span>
            )}
          </>
        )
        const look = 'flex w-full gap-3 px-4 py-3 text-start hover:bg-sunken -outline-offset-2'
        return (
          <li key={item.id}>
            {to ? (
              <Link {...destination(to)} className={look} onClick={() => onOpen(item)}>
                {content}
              </Link>
            ) : (
              <button type="button" className={look} onClick={() => onOpen(item)}>
                {content}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
