/** An import's state in one word and one colour. */
import { useTranslations } from 'use-intl'
import { StatusDot, type Tone } from '../../../../web/kit/badge.tsx'
import type { Import } from '../../contract/index.ts'

const TONES: Record<Import['state'], Tone> = {
  waiting: 'neutral',
  queued: 'neutral',
  running: 'live',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
}

export const ImportState = ({ state }: { state: Import['state'] }) => {
  const t = useTranslations('mutabakat.imports.state')
  return <StatusDot tone={TONES[state]}>{t(state)}</StatusDot>
}
