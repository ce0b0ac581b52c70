/** The words a letter, mail or SMS is written with now: the company's newest version, else the default. */
import type { Locale } from '#platform/contract'
import type { TemplateKind, TemplateParts } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import { DEFAULT_WORDING } from '../../domain/index.ts'

/** `version` 0: nothing was ever changed. */
export const companyWords = async (
  tables: MutabakatTrx,
  company_id: string,
  kind: TemplateKind,
  locale: Locale,
): Promise<{ parts: TemplateParts; version: number }> => {
  const row = await tables
    .selectFrom('mutabakat.template')
    .select(['version', 'parts'])
    .where('company_id', '=', company_id)
    .where('kind', '=', kind)
    .where('locale', '=', locale)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { parts: { ...DEFAULT_WORDING[locale][kind], ...row?.parts }, version: row?.version ?? 0 }
}

/** The company's words, each looked up once: for who writes many messages in one transaction. */
export type WordsOf = (kind: TemplateKind, locale: Locale) => ReturnType<typeof companyWords>

export const wordsOf = (tables: MutabakatTrx, company_id: string): WordsOf => {
  const known = new Map<string, ReturnType<typeof companyWords>>()
  return (kind, locale) => {
    const key = `${kind} ${locale}`
    const words = known.get(key) ?? companyWords(tables, company_id, kind, locale)
    known.set(key, words)
    return words
  }
}
