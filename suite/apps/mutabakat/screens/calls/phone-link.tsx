/** A number that one tap calls. */
import { Phone } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../../../../web/kit/classes.ts'

/** `+905321234567` as people read it; other countries' numbers stay as they are. */
const shown = (phone: string): string =>
  phone
    .replace(/^\+90(\d{3})(\d{3})(\d{2})(\d{2})$/, '0$1 $2 $3 $4')
    .replace(/^\+994(\d{2})(\d{3})(\d{2})(\d{2})$/, '+994 $1 $2 $3 $4')

export const PhoneLink = ({ phone, className }: { phone: string; className?: string }) => {
  const t = useTranslations('mutabakat.calls')
  return (
    <a
      href={`tel:${phone}`}
      aria-label={t('call_number', { number: shown(phone) })}
      className={classes(
        'tabular inline-flex min-h-9 items-center gap-2 font-medium whitespace-nowrap text-accent underline',
        className,
      )}
    >
      <Phone className="size-4 shrink-0" aria-hidden="true" />
      {shown(phone)}
    </a>
  )
}
