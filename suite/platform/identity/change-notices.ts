/** What every node of the suite is told at once when a session ended, or a person or their rights changed. */
import { sql } from 'kysely'
import type { Trx } from '#platform/store'

export const IDENTITY_CHANNEL = 'nabiz_identity'

/** `ended: null` means more than fit into a notification: take all sessions of the user as suspect. */
export type ChangeNotice =
  | { kind: 'sessions'; user_id: string; ended: string[] | null }
  | { kind: 'user'; user_id: string }
  | { kind: 'membership'; user_id: string }
  /** Notices may have been missed while the connection to the database was lost. */
  | { kind: 'lost' }

/** Anything that does not read as a notice counts as one that was missed: look again rather than trust. */
export const readNotice = (payload: string): ChangeNotice => {
  try {
    const notice = JSON.parse(payload) as ChangeNotice
    if (notice !== null && typeof notice === 'object' && 'user_id' in notice) return notice
  } catch {
    // Falls through to the same answer as a notice of another shape.
  }
  return { kind: 'lost' }
}

/** Goes out with the transaction's commit, to every node. */
export const announce = async (
  trx: Trx,
  notice: Extract<ChangeNotice, { kind: 'user' | 'membership' }>,
): Promise<void> => {
  await sql`select pg_notify(${IDENTITY_CHANNEL}, ${JSON.stringify(notice)})`.execute(trx)
}
