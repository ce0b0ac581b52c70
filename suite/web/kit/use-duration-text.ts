/** Lengths of time in the reader's short words: "42 sn", "12 dk", "2 sa 10 dk". */
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'

const MINUTE = 60
const HOUR = 60 * MINUTE

export type DurationParts =
  | { unit: 'seconds' | 'minutes'; count: number }
  | { unit: 'hours'; hours: number; minutes: number }

/** Rounded up: "0 s left" would be said of what still goes on. */
export const durationParts = (seconds: number): DurationParts => {
  const whole = Math.max(1, Math.ceil(seconds))
  if (whole < 90) return { unit: 'seconds', count: whole }
  const minutes = Math.ceil(whole / MINUTE)
  if (minutes < 90) return { unit: 'minutes', count: minutes }
  return { unit: 'hours', hours: Math.floor((minutes * MINUTE) / HOUR), minutes: minutes % 60 }
}

export const useDurationText = (): ((seconds: number) => string) => {
  const t = useTranslations('duration')
  return useCallback(
    seconds => {
      const parts = durationParts(seconds)
      return parts.unit === 'hours' ? t('hours', parts) : t(parts.unit, parts)
    },
    [t],
  )
}
