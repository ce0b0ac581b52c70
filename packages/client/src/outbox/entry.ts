/** What an outbox holds: one message on its way, and how far it has come. */

export type OutboxMessage =
  | {
      readonly kind: 'publish'
      readonly room: string
      readonly event: string
      readonly data: unknown
      readonly record?: boolean
    }
  | { readonly kind: 'request'; readonly name: string; readonly data: unknown }

/** Why an entry failed, or what it last waited for. */
export type EntryError = { readonly code: string; readonly message: string }

/** As it lies in the storage; JSON keeps all of it. Times in ms since 1970 by this device's clock. */
export type StoredEntry = {
  readonly id: string
  /** Its place: entries are sent in rising order. Given by the storage. */
  readonly seq: number
  /** What the server tells repeats by, and what the event in the room carries: the id, until a retry takes another. */
  readonly key: string
  readonly message: OutboxMessage
  readonly created_at: number
  /** When it was first handed to a connection; null when it never was. */
  readonly first_sent_at: number | null
  readonly state: 'pending' | 'failed' | 'unknown'
  readonly error: EntryError | null
}

/**
 * - `pending` waits · `sending` is under way · `sent` happened, once
 * - `failed` was refused with `error` and did not happen
 * - `unknown` was sent, not answered, and is too old to be sent again without the danger of a second time
 */
export type OutboxEntry = Omit<StoredEntry, 'state'> & {
  readonly state: StoredEntry['state'] | 'sending' | 'sent'
}
