/** The small turning ring of a pending control. */
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'

export const Spinner = ({ className }: { className?: string }) => {
  const t = useTranslations('kit')
  return (
    <svg viewBox="0 0 20 20" className={classes('size-4 animate-spin', className)} role="img" aria-label={t('pending')}>
      <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2.5" opacity="0.25" />
      <path d="M10 2a8 8 0 0 1 8 8" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}
