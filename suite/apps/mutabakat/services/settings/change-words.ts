/** Changes the company's words by adding a version; what was sent before keeps what it said. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure, type Locale, PLATFORM_FAILURES } from '#platform/contract'
import type { Template, TemplateKind, TemplateParts } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { wordingFaults } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { refuseStale } from '../refuse-stale.ts'
import { readWords } from './read-words.ts'

/**
 * `parts` null: back to the default, as a version as well. Refuses with `stale` and the words as they are when `version`
 * names an older one, and with the fields that are wrong.
 */
export const changeWords = async (
  services: Services,
  actor: Actor,
  about: { kind: TemplateKind; locale: Locale },
  parts: TemplateParts | null,
  version: number | null,
): Promise<Template> => {
  const { kind, locale } = about
  const faults = wordingFaults(kind, parts ?? {})
  if (faults.length > 0) throw new Failure('bad_request', PLATFORM_FAILURES.bad_request, { fields: faults })
  return services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    // Versions of one text follow each other, also of two editors at once.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`template:${actor.company_id}:${kind}:${locale}`}, 0))`.execute(
      trx,
    )
    const before = await readWords(tables, actor.company_id, kind, locale)
    await refuseStale(version, before.version, () => before)
    await tables
      .insertInto('mutabakat.template')
      .values({
        company_id: actor.company_id,
        kind,
        locale,
        version: before.version + 1,
        parts: parts && JSON.stringify(parts),
        created_at: services.now(),
        created_by: actor.name,
      })
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: parts ? 'template.changed' : 'template.reset',
      object: { type: 'template', id: `${kind}.${locale}` },
      old: { version: before.version, parts: before.parts },
      new: { version: before.version + 1, parts },
    })
    return readWords(tables, actor.company_id, kind, locale)
  })
}
