/** What the company decided about its letters, with the defaults for what it left open. */
import { type Settings, settingsSchema } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'

export const readSettings = async (tables: MutabakatTrx, company_id: string): Promise<Settings> =>
  (await readSettingsRow(tables, company_id)).value

/** With the revision a change has to name; 0 while nothing was saved. */
export const readSettingsRow = async (
  tables: MutabakatTrx,
  company_id: string,
): Promise<{ rev: number; value: Settings }> => {
  const row = await tables
    .selectFrom('mutabakat.settings')
    .select(['value', 'rev'])
    .where('company_id', '=', company_id)
    .executeTakeFirst()
  return { rev: row?.rev ?? 0, value: settingsSchema.parse(row?.value ?? {}) }
}
