/** The sentence under a field: for a code of the server, or an issue zod found before sending. */
import { useTranslations } from 'use-intl'

type Bounds = { minimum?: unknown; maximum?: unknown; origin?: unknown; input?: unknown }

/** `code`: a key of the `fields` catalogue, or zod's own issue code. Unknown codes say "not valid". */
export const useFieldText = () => {
  const t = useTranslations('platform.fields')
  return (code: string, bounds: Bounds = {}): string => {
    if (code === 'invalid_type' && (bounds.input === undefined || bounds.input === null)) return t('required')
    if (code === 'too_small' && bounds.origin === 'string') {
      return bounds.minimum === 1 ? t('required') : t('min_length', { minimum: Number(bounds.minimum) })
    }
    if (code === 'too_big' && bounds.origin === 'string') return t('max_length', { maximum: Number(bounds.maximum) })
    return t.has(code as never) ? t(code as never) : t('invalid')
  }
}
