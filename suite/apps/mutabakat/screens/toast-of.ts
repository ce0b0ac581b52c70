/** Which live events speak up, in the reader's words. */

import type { RoomEvent } from '@nabiz/protocol'
import type { ApplicationTranslator, ToastDecision } from '../../../web/define-web-application.ts'

const LEVELS: Record<string, ToastDecision['level']> = {
  mutabakat_approved: 'success',
  mutabakat_rejected: 'warning',
  mutabakat_delivery_failed: 'error',
}

/**
 * The same event comes in the sender's room and in the company's: only the company's speaks. Answers and failures do;
 * what somebody just did with own hands does not.
 */
export const toastOf = (event: RoomEvent, t: ApplicationTranslator): ToastDecision | null | undefined => {
  if (!event.type.startsWith('mutabakat_')) return undefined
  // Of those who see it on the letter, the sender alone is told aloud.
  if (event.type === 'mutabakat_reach') return event.room.startsWith('user:') ? readingToast(event, t) : null
  if (!event.room.startsWith('company:')) return null
  const came = event.data as { incoming_id?: string; message?: string }
  // Written in the company's language: what came in is rare, and its sentence stands in no chunk of every page.
  if (event.type === 'mutabakat_sent' && came.incoming_id)
    return { level: 'info', text: came.message ?? '', link: `mutabakat/incoming/${came.incoming_id}` }
  const data = event.data as {
    mutabakat_id?: string
    no?: string
    counterparty?: { title: string }
    approved_by?: string
    rejected_by?: string
    count?: number
  }
  // One summary for many drafts; batches that are planned and sent name themselves the same way, and say nothing.
  if (event.type === 'mutabakat_created' && data.count !== undefined)
    return {
      level: 'info',
      text: t('events.mutabakat_batch_created', { count: data.count }),
      link: 'mutabakat/letters?filter[status]=draft',
    }
  const level = LEVELS[event.type]
  if (!level) return null
  return {
    level,
    text: t(`events.${event.type}`, {
      no: data.no ?? '',
      counterparty: data.counterparty?.title ?? '',
      approved_by: data.approved_by ?? '',
      rejected_by: data.rejected_by ?? '',
    }),
    link: `mutabakat/letters/${data.mutabakat_id}`,
  }
}

const readingToast = (event: RoomEvent, t: ApplicationTranslator): ToastDecision | null => {
  const data = event.data as { mutabakat_id: string; no: string; counterparty: { title: string }; reading: boolean }
  if (!data.reading) return null
  return {
    level: 'info',
    text: t('events.mutabakat_reach', { no: data.no, counterparty: data.counterparty.title }),
    link: `mutabakat/letters/${data.mutabakat_id}`,
  }
}
