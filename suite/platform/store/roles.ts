/** The two roles of the database: who owns its shape, and who works in it. */
import type pg from 'pg'
import { StoreRefusal } from './refusal.ts'

export const OWNER_ROLE = 'nabiz_owner'
export const APP_ROLE = 'nabiz_app'

/** The oldest PostgreSQL whose syntax this product is written for. */
const OLDEST = { number: 150_000, name: '15' }

/** Creates both roles, or gives them their passwords again. Needs a superuser: the embedded server's own. */
export const ensureRoles = async (superuser: pg.Client, passwords: { owner: string; app: string }): Promise<void> => {
  for (const [role, password] of [
    [OWNER_ROLE, passwords.owner],
    [APP_ROLE, passwords.app],
  ] as const) {
    const { rows } = await superuser.query('select 1 from pg_roles where rolname = $1', [role])
    // Utility statements take no parameters, so the literal is quoted by the driver's own function.
    const verb = rows.length > 0 ? 'alter' : 'create'
    await superuser.query(
      `${verb} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${superuser.escapeLiteral(password)}`,
    )
  }
}

/** Creates the database unless it is there: owned by the owner, closed to everybody but the two roles. */
export const ensureDatabase = async (superuser: pg.Client, name: string, template?: string): Promise<void> => {
  const { rows } = await superuser.query('select 1 from pg_database where datname = $1', [name])
  if (rows.length > 0) return
  const id = superuser.escapeIdentifier(name)
  const from = template ? ` template ${superuser.escapeIdentifier(template)}` : ''
  await superuser.query(`create database ${id} owner ${OWNER_ROLE}${from}`)
  await superuser.query(`revoke all on database ${id} from public`)
  await superuser.query(`grant connect on database ${id} to ${APP_ROLE}`)
}

/** Refuses a PostgreSQL that is too old, and a role that row level security would not hold. Returns the role's name. */
export const checkAppRole = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ role: string; strong: boolean; version: number; name: string }>(
    `select current_user::text as role, rolsuper or rolbypassrls as strong,
       current_setting('server_version_num')::int as version, current_setting('server_version') as name
     from pg_roles where rolname = current_user`,
  )
  const found = rows[0]!
  if (found.version < OLDEST.number) throw new StoreRefusal('too_old', { got: found.name, expected: OLDEST.name })
  if (found.strong) throw new StoreRefusal('role_too_strong', { got: found.role })
  return found.role
}
