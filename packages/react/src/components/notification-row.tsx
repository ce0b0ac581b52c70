/** One notification: what kind, how bad, what, when; a link where it leads somewhere. */
import type { LiveNotification } from '../index.ts'
import { CloseIcon, LEVEL_ICONS } from './icons.tsx'
import type { Labels } from './labels/labels.ts'
import { Moment } from './moment.tsx'
import { ProgressBar } from './progress-bar.tsx'

export type NotificationRowProps = {
  item: LiveNotification
  now: number
  labels: Labels
  onOpen?: (item: LiveNotification) => void
  onDismiss: (id: string) => void
}

export const NotificationRow = ({ item, now, labels, onOpen, onDismiss }: NotificationRowProps) => {
  const LevelIcon = LEVEL_ICONS[item.level]
  return (
    <div className="nabiz-notification" data-level={item.level} data-read={item.read || undefined}>
      <span className="nabiz-level" title={labels.levels[item.level]}>
        <LevelIcon />
        <span className="nabiz-hidden">{labels.levels[item.level]}</span>
      </span>
      <div className="nabiz-notification-text">
        <p className="nabiz-two-lines" title={item.message}>
          {item.link === null ? (
            item.message
          ) : (
            <a href={item.link} onClick={() => onOpen?.(item)}>
              {item.message}
            </a>
          )}
        </p>
        <p className="nabiz-meta">
          {labels.kinds[item.kind]} · <Moment at={item.at} now={now} labels={labels} />
          {item.percent !== null && <ProgressBar percent={item.percent} label={item.message} />}
        </p>
      </div>
      <button
        type="button"
        className="nabiz-icon-button nabiz-quiet"
        aria-label={`${labels.dismiss}: ${item.message}`}
        onClick={() => onDismiss(item.id)}
      >
        <CloseIcon />
      </button>
    </div>
  )
}
