/** Why the store refuses to start or to migrate: one table of codes and sentences for the operator. */

export const STORE_REFUSALS = {
  no_binaries:
    'there is no embedded PostgreSQL for {got} (musl, or an unusual processor): set DATABASE_URL to a PostgreSQL 15 or newer',
  unreachable:
    'PostgreSQL must not run as root and the account it would run as cannot reach {got}: start as a normal user, choose another DATA_DIR, or set DATABASE_URL',
  foreign_cluster:
    '{got} holds data of another PostgreSQL version (expected {expected}): restore it with that version first',
  in_use: 'another Nabız is running on {got}: stop it first, or choose another DATA_DIR',
  start_failed: 'the embedded PostgreSQL did not start: {got}',
  no_key:
    '{got} is missing, and without it the database beside it cannot be opened: restore the data folder as a whole',
  no_answer: 'no PostgreSQL to work with at DATABASE_URL: {got}',
  too_old: 'DATABASE_URL leads to PostgreSQL {got}; expected {expected} or newer',
  role_too_strong:
    'the role {got} of DATABASE_URL is a superuser or has BYPASSRLS, so row level security would not hold: connect as a plain role',
  web_taken:
    'another process serves this database, and the live connections of a second one would miss events: stop it first, or give both one Redis by REDIS_URL. For more hands at the jobs start npm run worker',
  migration_failed: 'migration {got} failed and was rolled back',
} as const
export type StoreRefusalCode = keyof typeof STORE_REFUSALS

/** A start or a migration that was refused. `message` is the table's sentence with its blanks filled. */
export class StoreRefusal extends Error {
  readonly code: StoreRefusalCode

  constructor(code: StoreRefusalCode, blanks: { got?: string; expected?: string } = {}, cause?: unknown) {
    const sentence = STORE_REFUSALS[code]
      .replace('{got}', () => blanks.got ?? '?')
      .replace('{expected}', () => blanks.expected ?? '?')
    super(sentence, { cause })
    this.name = 'StoreRefusal'
    this.code = code
  }
}
