/** What a letter's many tries come to: the furthest any of them got. */
import type { DeliveryState } from '../contract/index.ts'

const FURTHEST: readonly DeliveryState[] = ['opened', 'delivered', 'sent', 'queued', 'bounced', 'failed']

/** Null without any. */
export const deliveryStateOf = (states: readonly DeliveryState[]): DeliveryState | null =>
  FURTHEST.find(state => states.includes(state)) ?? null
