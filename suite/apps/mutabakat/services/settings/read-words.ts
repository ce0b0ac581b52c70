/** The company's words as their editor sees them: now, before, and with a sample letter. */
import type { Services } from '#platform/app'
import { countSms, LOCALES, type Locale, withoutTurkishLetters } from '#platform/contract'
import {
  TEMPLATE_KINDS,
  TEMPLATE_VARIABLES,
  type Template,
  type TemplateKind,
  type TemplateParts,
  type TemplatePreview,
} from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import {
  DEFAULT_WORDING,
  familyOfTemplate,
  fillWording,
  type LetterFamily,
  unknownVariables,
  type WordingFacts,
  wordingValues,
} from '../../domain/index.ts'
import type { Actor } from '../actor.ts'

const VERSIONS = 100

export const listWords = (services: Services, actor: Actor) =>
  services.store.inCompany(actor.company_id, async trx => {
    const rows = await withTables(trx)
      .selectFrom('mutabakat.template')
      .selectAll()
      .distinctOn(['kind', 'locale'])
      .where('company_id', '=', actor.company_id)
      .orderBy('kind')
      .orderBy('locale')
      .orderBy('version', 'desc')
      .execute()
    const items = TEMPLATE_KINDS.flatMap(kind =>
      LOCALES.map(locale =>
        toTemplate(
          kind,
          locale,
          rows.find(row => row.kind === kind && row.locale === locale),
        ),
      ),
    )
    return { items, variables: [...TEMPLATE_VARIABLES] }
  })

type Row = { version: number; parts: TemplateParts | null; created_at: Date; created_by: string }

const toTemplate = (kind: TemplateKind, locale: Locale, row: Row | undefined): Template => ({
  kind,
  locale,
  version: row?.version ?? 0,
  is_default: !row?.parts,
  parts: { ...DEFAULT_WORDING[locale][kind], ...row?.parts },
  defaults: DEFAULT_WORDING[locale][kind],
  updated_at: row?.created_at.toISOString() ?? null,
  updated_by: row?.created_by ?? null,
})

export const readWords = async (
  tables: MutabakatTrx,
  company_id: string,
  kind: TemplateKind,
  locale: Locale,
): Promise<Template> => {
  const [row] = await versionsOf(tables, company_id, kind, locale, 1)
  return toTemplate(kind, locale, row)
}

const versionsOf = (tables: MutabakatTrx, company_id: string, kind: TemplateKind, locale: Locale, limit: number) =>
  tables
    .selectFrom('mutabakat.template')
    .select(['version', 'parts', 'created_at', 'created_by'])
    .where('company_id', '=', company_id)
    .where('kind', '=', kind)
    .where('locale', '=', locale)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()

export const listWordVersions = (services: Services, actor: Actor, kind: TemplateKind, locale: Locale) =>
  services.store.inCompany(actor.company_id, async trx => {
    const rows = await versionsOf(withTables(trx), actor.company_id, kind, locale, VERSIONS)
    return {
      items: rows.map(({ version, parts, created_at, created_by }) => ({
        version,
        parts,
        by: created_by,
        at: created_at.toISOString(),
      })),
    }
  })

type Sample = Readonly<Omit<WordingFacts, 'company' | 'link'>>

const SAMPLE: Sample = {
  no: 'MUT-2026-000123',
  kind: 'cari',
  counterparty: 'Örnek Tekstil Ltd. Şti.',
  contact_name: 'Ayşe Yılmaz',
  balance: { minor: 12_543_050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
  documents: null,
  auditor: null,
  blank: false,
  reply_due: '2026-11-13',
}

/** A letter of the family the words are for. */
const SAMPLES: Readonly<Record<LetterFamily, Sample>> = {
  account: SAMPLE,
  babs: { ...SAMPLE, kind: 'bs', balance: { ...SAMPLE.balance, minor: 8_421_000n }, documents: 7 },
  teyit: { ...SAMPLE, kind: 'teyit', auditor: 'Örnek Bağımsız Denetim A.Ş.' },
}

export const previewWords = async (
  services: Services,
  actor: Actor,
  kind: TemplateKind,
  locale: Locale,
  given: TemplateParts,
): Promise<TemplatePreview> => {
  const company = await services.store.inCompany(actor.company_id, trx =>
    trx.selectFrom('platform.company').select('title').where('id', '=', actor.company_id).executeTakeFirstOrThrow(),
  )
  // A real link is as long: 43 characters of token.
  const link = `${services.publicUrl}/p/m/${'A'.repeat(43)}`
  const values = wordingValues({ ...SAMPLES[familyOfTemplate(kind)], company: company.title, link }, locale)
  const words = { ...DEFAULT_WORDING[locale][kind], ...given }
  const parts = Object.fromEntries(Object.entries(words).map(([part, text]) => [part, fillWording(text, values)]))
  return { parts, unknown: unknownVariables(given), sms: parts.text === undefined ? null : countOf(parts.text) }
}

const countOf = (text: string): NonNullable<TemplatePreview['sms']> => {
  const counted = countSms(text)
  const plain = withoutTurkishLetters(text)
  const { parts } = countSms(plain)
  return { ...counted, plain: parts < counted.parts ? { text: plain, parts } : null }
}
