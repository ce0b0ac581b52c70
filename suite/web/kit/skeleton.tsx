/** A quiet shape where something is about to be: same size, so nothing moves when it comes. */
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'

export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden="true" className={classes('breathing block rounded-md bg-line', className ?? 'h-4 w-full')} />
)

/** Lines of a list or a form that loads; said once to screen readers. */
export const SkeletonLines = ({ lines = 5 }: { lines?: number }) => {
  const t = useTranslations('kit')
  return (
    <div role="status" className="space-y-3 p-4">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={index} className={classes('h-4', index % 3 === 2 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  )
}
