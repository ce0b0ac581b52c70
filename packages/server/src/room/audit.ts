/** What the engine reports to the embedding application's audit trail. Never a token, never an event's data. */

export type AuditRecord = {
  /** ms */
  at: number
  kind:
    | 'connected'
    | 'connect_refused'
    | 'resume_refused'
    | 'disconnected'
    | 'joined'
    | 'join_refused'
    | 'publish_refused'
    | 'call_refused'
    | 'permission_ended'
    | 'revoked'
    | 'api_refused'
  user_id: string | null
  company: string | null
  session: string | null
  room?: string
  /** The close or error code. */
  code?: number | string
  reason?: string
  address?: string
}
