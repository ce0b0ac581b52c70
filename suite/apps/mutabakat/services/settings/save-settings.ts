/** Replaces what the company decided about its letters. */
import type { Services } from '#platform/app'
import type { Settings, SettingsAnswer } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { refuseStale } from '../refuse-stale.ts'
import { readSettingsRow } from './read-settings.ts'

export const getSettings = (services: Services, actor: Actor): Promise<SettingsAnswer> =>
  services.store.inCompany(actor.company_id, trx => readSettingsRow(withTables(trx), actor.company_id))

/** `rev` is what the caller saw; of two at once the later is 412 with what the first saved. */
export const saveSettings = (
  services: Services,
  actor: Actor,
  value: Settings,
  rev: number | null,
): Promise<SettingsAnswer> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    // The company's row stands for settings that nobody saved yet: without it two first savings would both be first.
    await trx
      .selectFrom('platform.company')
      .select('id')
      .where('id', '=', actor.company_id)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    const current = await readSettingsRow(tables, actor.company_id)
    await refuseStale(rev, current.rev, () => current)
    const saved = { rev: current.rev + 1, value }
    const row = { value: JSON.stringify(value), rev: saved.rev }
    await tables
      .insertInto('mutabakat.settings')
      .values({ company_id: actor.company_id, ...row })
      .onConflict(conflict => conflict.column('company_id').doUpdateSet(row))
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'mutabakat.settings_changed',
      object: { type: 'company', id: actor.company_id },
      old: changed(current.value, value, current.value),
      new: changed(current.value, value, value),
    })
    return saved
  })

/** Of `shown`, the members in which the two differ. */
const changed = (before: Settings, after: Settings, shown: Settings): Record<string, unknown> =>
  Object.fromEntries(
    (Object.keys(shown) as (keyof Settings)[])
      .filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map(name => [name, shown[name]]),
  )
