/** Invitations: for one address, one company, one role, seven days and one use. Only the mail ever holds the token. */
import type { Role } from '#platform/contract'
import { emit, type Trx } from '#platform/store'
import { refuse } from './failures.ts'
import type { By, IdentityOptions } from './identity-options.ts'
import { hashLinkToken, newLinkToken } from './secret-link.ts'
import type { AuthTables } from './tables.ts'

const DAYS_VALID = 7
const DAY_MS = 86_400_000

export type InvitationRow = { id: string; email: string; role: Role; created_at: Date; expires_at: Date }

export type Invitations = {
  /** Takes the place of an earlier one for the same address. Throws `already_member`. */
  create(
    trx: Trx,
    invitation: { company_id: string; email: string; role: Role; invited_by: string },
    by: By,
  ): Promise<InvitationRow & { token: string }>
  /** A new link, good for another seven days; the old one is over. Throws `link_over` when there is no open one of that id. */
  renew(trx: Trx, company_id: string, invitation_id: string, by: By): Promise<InvitationRow & { token: string }>
  /** Open ones, newest first. */
  list(trx: Trx, company_id: string): Promise<InvitationRow[]>
  /** Throws `link_over` when there is no open one of that id. */
  withdraw(trx: Trx, company_id: string, invitation_id: string, by: By): Promise<void>
  /** Needs `asSystem`: the token is all the caller knows. Throws `link_over`. */
  read(trx: Trx, token: string): Promise<InvitationRow & { company_id: string; invited_by: string }>
  /** Marks it used; of two at once one succeeds, the other throws `link_over`. */
  use(trx: Trx, token: string, user_id: string): Promise<void>
}

const COLUMNS = ['id', 'email', 'role', 'created_at', 'expires_at'] as const

export const createInvitations = ({ id, now, audit }: Pick<IdentityOptions, 'id' | 'now' | 'audit'>): Invitations => {
  const openOnes = (trx: Trx) =>
    trx
      .selectFrom('platform.invitation')
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now())

  const revoke = (trx: Trx, company_id: string) =>
    trx
      .updateTable('platform.invitation')
      .set({ revoked_at: now() })
      .where('company_id', '=', company_id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)

  const tell = (trx: Trx, company_id: string, invitation_id: string, actor: string) =>
    emit(trx, {
      type: 'invitations_changed',
      company_id,
      user_id: actor,
      data: { invitation_id },
      to: [`leaders:${company_id}`],
    })

  return {
    async create(trx, { company_id, email, role, invited_by }, by) {
      const member = await trx
        .withTables<AuthTables>()
        .selectFrom('platform.membership as m')
        .innerJoin('auth.user as u', 'u.id', 'm.user_id')
        .select('u.id')
        .where('m.company_id', '=', company_id)
        .where('u.email', '=', email)
        .executeTakeFirst()
      if (member) throw refuse('already_member', { fields: [{ path: 'email', code: 'already_member' }] })
      await revoke(trx, company_id).where('email', '=', email).execute()
      const token = newLinkToken()
      const created_at = now()
      const expires_at = new Date(created_at.getTime() + DAYS_VALID * DAY_MS)
      const row = { id: id(), email, role, created_at, expires_at }
      await trx
        .insertInto('platform.invitation')
        .values({ ...row, company_id, token_hash: hashLinkToken(token), invited_by })
        .execute()
      const object = { type: 'invitation', id: row.id }
      await audit(trx, { ...by, company_id, action: 'invitation.created', object, new: { email, role } })
      await tell(trx, company_id, row.id, by.actor)
      return { ...row, token }
    },
    async renew(trx, company_id, invitation_id, by) {
      const token = newLinkToken()
      const renewed = await trx
        .updateTable('platform.invitation')
        .set({ token_hash: hashLinkToken(token), expires_at: new Date(now().getTime() + DAYS_VALID * DAY_MS) })
        .where('company_id', '=', company_id)
        .where('id', '=', invitation_id)
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now())
        .returning(COLUMNS)
        .executeTakeFirst()
      if (!renewed) throw refuse('link_over')
      const object = { type: 'invitation', id: invitation_id }
      await audit(trx, { ...by, company_id, action: 'invitation.renewed', object })
      await tell(trx, company_id, invitation_id, by.actor)
      return { ...renewed, token }
    },
    list: (trx, company_id) =>
      openOnes(trx).select(COLUMNS).where('company_id', '=', company_id).orderBy('created_at', 'desc').execute(),
    async withdraw(trx, company_id, invitation_id, by) {
      const gone = await revoke(trx, company_id).where('id', '=', invitation_id).returning('id').executeTakeFirst()
      if (!gone) throw refuse('link_over')
      const object = { type: 'invitation', id: invitation_id }
      await audit(trx, { ...by, company_id, action: 'invitation.withdrawn', object })
      await tell(trx, company_id, invitation_id, by.actor)
    },
    async read(trx, token) {
      const found = await openOnes(trx)
        .select([...COLUMNS, 'company_id', 'invited_by'])
        .where('token_hash', '=', hashLinkToken(token))
        .executeTakeFirst()
      if (!found) throw refuse('link_over')
      return found
    },
    async use(trx, token, user_id) {
      const used = await trx
        .updateTable('platform.invitation')
        .set({ accepted_at: now(), accepted_by: user_id })
        .where('token_hash', '=', hashLinkToken(token))
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now())
        .returning(['id', 'company_id'])
        .executeTakeFirst()
      if (!used) throw refuse('link_over')
      await tell(trx, used.company_id, used.id, user_id)
    },
  }
}
