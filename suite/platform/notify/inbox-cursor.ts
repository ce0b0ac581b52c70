/** Where a page of the inbox ended, as an opaque text. Unsigned: it only moves a reader within their own rows. */
import { fail } from '#platform/contract'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const writeInboxCursor = (row: { created_at: Date; id: string }): string =>
  Buffer.from(`${row.created_at.getTime()} ${row.id}`).toString('base64url')

/** Throws `bad_request` when it is not one of ours. */
export const readInboxCursor = (cursor: string): { created_at: Date; id: string } => {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ')
  if (!/^\d{1,15}$/.test(time) || !UUID.test(id))
    throw fail('bad_request', { fields: [{ path: 'cursor', code: 'invalid' }] })
  return { created_at: new Date(Number(time)), id }
}
