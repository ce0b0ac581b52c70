/** Who somebody is and where they belong: accounts, sessions, companies, invitations, and tokens of live connections. */

export type { CompanyInput } from './companies.ts'
export type { TokenCheck } from './connection-token.ts'
export { IDENTITY_FAILURES } from './failures.ts'
export { createIdentity, type Identity, type IdentityWatcher } from './identity.ts'
export type { By, IdentityOptions, Say, WriteAudit } from './identity-options.ts'
export type { Membership } from './memberships.ts'
export { authMigrations } from './migrations.ts'
export type { LiveSession } from './sessions.ts'
export type { From } from './sign-in.ts'
export type { AuthTables } from './tables.ts'
export type { NewUser } from './users.ts'
