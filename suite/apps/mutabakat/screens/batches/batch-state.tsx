/** A batch's state in one word and one colour. */
import { useTranslations } from 'use-intl'
import { StatusDot, type Tone } from '../../../../web/kit/badge.tsx'
import type { BatchState } from '../../contract/index.ts'

const TONES: Record<BatchState, Tone> = {
  gathered: 'neutral',
  scheduled: 'wait',
  running: 'live',
  done: 'good',
  stopped: 'bad',
  cancelled: 'neutral',
}

export const BatchStateDot = ({ state }: { state: BatchState }) => {
  const t = useTranslations('mutabakat.batch_state')
  return <StatusDot tone={TONES[state]}>{t(state)}</StatusDot>
}
