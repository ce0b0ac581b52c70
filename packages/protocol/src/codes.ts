/** The two tables of codes: why a connection closed and what its client does next, and what an `error` frame says. */

/** What a client does after a close. `after` waits `retry_after_ms` of the last error, at least 30 s. */
export type AfterClose = 'return' | 'return_without_session' | 'return_after' | 'new_token' | 'stop'
export type CloseRow = { readonly name: string; readonly next: AfterClose; readonly says: string }

/** 4000–4499 come back, 4500–4999 not without a change. Retired codes stay listed. */
export const CLOSE_CODES = {
  4000: { name: 'draining', next: 'return', says: 'the node is emptied for a restart' },
  4001: { name: 'slow_reader', next: 'return', says: 'the socket took no byte for too long' },
  4002: {
    name: 'heartbeat_missed',
    next: 'return',
    says: 'nothing was heard for two heartbeats, or no connect in time',
  },
  4003: { name: 'node_down', next: 'return', says: 'the node ends now' },
  4004: { name: 'taken_over', next: 'return_without_session', says: 'another connection resumed this session' },
  4005: { name: 'disconnected', next: 'return', says: 'the application ended the connection; the token stays good' },
  4006: { name: 'too_many_connections', next: 'return', says: 'the user, company or address has too many' },
  4007: { name: 'rate_limited', next: 'return_after', says: 'messages kept coming over the limit' },
  4500: { name: 'token_invalid', next: 'new_token', says: 'the token is missing or bad' },
  4501: { name: 'token_expired', next: 'new_token', says: 'the token ran out' },
  4502: { name: 'token_revoked', next: 'stop', says: 'the sign-in was ended' },
  4503: { name: 'protocol_error', next: 'stop', says: 'the client broke the protocol' },
} as const satisfies Record<number, CloseRow>

export type CloseCode = keyof typeof CLOSE_CODES

/** Codes of RFC 6455 that mean the same as 4503. */
const PROTOCOL_CLOSES: readonly number[] = [1003, 1007, 1009]

/** What a client does after `code`, listed or not: the range decides for codes that come later. */
export const afterClose = (code: number): AfterClose => {
  if (Object.hasOwn(CLOSE_CODES, code)) return CLOSE_CODES[code as CloseCode].next
  if (PROTOCOL_CLOSES.includes(code) || (code >= 4500 && code <= 4999)) return 'stop'
  return 'return'
}

/** `retry`: the same frame may succeed later; then the error frame carries `retry_after_ms`. */
export type ErrorRow = { readonly message: string; readonly retry: boolean }

/** Messages are for developers and carry no internals; people's words come from the product's catalogues. */
export const ERRORS = {
  bad_json: { message: 'The frame is not one JSON object', retry: false },
  bad_frame: { message: 'The frame does not fit its type', retry: false },
  unknown_type: { message: 'There is no frame of this type', retry: false },
  already_connected: { message: 'connect was sent before on this connection', retry: false },
  denied: { message: 'Not allowed', retry: false },
  identity_mismatch: { message: 'The token belongs to another user or company', retry: false },
  token_invalid: { message: 'The token is missing or bad', retry: false },
  token_expired: { message: 'The token ran out', retry: false },
  token_revoked: { message: 'The sign-in was ended', retry: false },
  rate_limited: { message: 'Too many messages', retry: true },
  too_many_rooms: { message: 'The session is in as many rooms as allowed', retry: false },
  too_many_members: { message: 'The room has as many members as allowed', retry: false },
  too_many_connections: { message: 'There are too many connections', retry: false },
  too_large: { message: 'The event is larger than allowed', retry: false },
  not_joined: { message: 'The session is not in this room', retry: false },
  unknown_event: { message: 'The room has no event of this type', retry: false },
  reserved_event: { message: 'This event type is reserved', retry: false },
  invalid_data: { message: 'The data does not fit the contract', retry: false },
  durable_room: { message: 'Recorded events of a durable room come from its log', retry: false },
  unknown_request: { message: 'There is no request of this name', retry: false },
  key_reused: { message: 'The same key came with other content', retry: false },
  position_lost: { message: 'The history does not reach back to this position', retry: false },
  unavailable: { message: 'Not possible at the moment', retry: true },
  internal: { message: 'A fault of the server', retry: true },
} as const satisfies Record<string, ErrorRow>

export type ErrorCode = keyof typeof ERRORS

/** Why a `reset` or `room_reset` was said. */
export const RESET_REASONS = ['epoch_changed', 'ahead', 'trimmed', 'too_far'] as const
export type ResetReason = (typeof RESET_REASONS)[number]

/** What an HTTP call of the engine is refused with: `{"error":{code,message}}` under this status. */
export type HttpErrorRow = { readonly status: number; readonly message: string }

export const HTTP_ERRORS = {
  bad_request: { status: 400, message: 'A parameter is missing or does not fit' },
  bad_json: { status: 400, message: 'The body is not the JSON expected here' },
  bad_frame: { status: 400, message: 'The frame does not fit its type' },
  too_many_rooms: { status: 400, message: 'More rooms than this transport carries' },
  reserved_event: { status: 400, message: 'This event type is reserved' },
  unknown_event: { status: 400, message: 'The room has no event of this type' },
  invalid_data: { status: 400, message: 'The data does not fit the contract' },
  key_invalid: { status: 401, message: 'The API key is missing or bad: Authorization: Bearer KEY' },
  token_invalid: { status: 401, message: 'The token is missing or bad' },
  token_expired: { status: 401, message: 'The token ran out' },
  token_revoked: { status: 401, message: 'The sign-in was ended' },
  denied: { status: 403, message: 'Not allowed' },
  identity_mismatch: { status: 403, message: 'The token belongs to another user or company' },
  origin_refused: { status: 403, message: 'This page may not use the server: its origin is not allowed' },
  not_found: { status: 404, message: 'There is nothing here' },
  method_not_allowed: { status: 405, message: 'This address takes other methods' },
  out_of_order: { status: 409, message: 'A number was left out' },
  durable_room: { status: 409, message: 'Recorded events of a durable room come from its log' },
  key_reused: { status: 409, message: 'The same key came with other content' },
  position_lost: { status: 409, message: 'The history does not reach back to this position' },
  session_gone: { status: 410, message: 'The session is not here: connect anew with positions' },
  too_large: { status: 413, message: 'The body is larger than allowed' },
  unsupported_media_type: { status: 415, message: 'The body must be JSON and say so: Content-Type: application/json' },
  upgrade_required: { status: 426, message: 'This address takes WebSocket handshakes' },
  rate_limited: { status: 429, message: 'Too many calls' },
  too_many_connections: { status: 429, message: 'There are too many connections' },
  internal: { status: 500, message: 'A fault of the server' },
  unavailable: { status: 503, message: 'Not possible at the moment' },
} as const satisfies Record<string, HttpErrorRow>

export type HttpErrorCode = keyof typeof HTTP_ERRORS
