/** A letter's state in one word and one colour; what is on its way or came back says so. */
import { useTranslations } from 'use-intl'
import { StatusDot, type Tone } from '../../../../web/kit/badge.tsx'
import type { LetterRow, LetterStatus } from '../../contract/index.ts'

const TONES: Record<LetterStatus, Tone> = {
  draft: 'neutral',
  pending_approval: 'wait',
  ready: 'neutral',
  sent: 'wait',
  viewed: 'wait',
  approved: 'good',
  rejected: 'bad',
  expired: 'neutral',
  revised: 'neutral',
  resolved: 'good',
  cancelled: 'neutral',
  archived: 'neutral',
}

export const LetterState = ({ letter }: { letter: Pick<LetterRow, 'status' | 'delivery'> }) => {
  const t = useTranslations('mutabakat')
  if (letter.status === 'draft' && letter.delivery === 'queued')
    return <StatusDot tone="live">{t('letter.sending')}</StatusDot>
  if (letter.delivery === 'failed' || letter.delivery === 'bounced')
    return <StatusDot tone="bad">{t(`delivery.${letter.delivery}`)}</StatusDot>
  return <StatusDot tone={TONES[letter.status]}>{t(`status.${letter.status}`)}</StatusDot>
}
