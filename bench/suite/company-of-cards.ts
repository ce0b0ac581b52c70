/** The services alone, in a folder of their own, and in them one company with many cards: what the benches of letters fill further. */
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { pino } from 'pino'
import { readConfig } from '../../suite/config.ts'
import { openServices } from '../../suite/open-services.ts'
import type { Services } from '../../suite/platform/app/index.ts'
import { makeFolder, onInterrupt } from './suite-process.ts'

export const COMPANY = '0190a1b2-0000-7000-8000-000000000001'

/** `cards` of the codes 120.00001 onwards, each with a mail address of its own. Nothing works on jobs. */
export const openCompanyOfCards = async (
  name: string,
  cards: number,
  now = () => new Date(),
): Promise<{ services: Services; clean(): Promise<void> }> => {
  const dataDir = makeFolder(name)
  const opened = await openServices(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), {
    ...{ part: 'web', publicUrl: 'http://127.0.0.1', publishPassing: () => {} },
    log: pino({ level: 'silent' }),
    now,
  })
  const { services } = opened
  const clean = async (): Promise<void> => {
    await opened.closeJobs()
    await opened.close()
    forget()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const forget = onInterrupt(clean)
  await services.store.asSystem('a bench fills a company', async trx => {
    await trx.insertInto('platform.company').values({ id: COMPANY, slug: 'ege', title: 'Ege Tekstil A.Ş.' }).execute()
    await sql`insert into mutabakat.counterparty (id, company_id, code, title, kind, tax_kind, locale, search, email, created_at, updated_at)
      select gen_random_uuid(), ${COMPANY}, '120.' || lpad(n::text, 5, '0'), 'Cari ' || n || ' Çağdaş Ticaret A.Ş.',
        (array['customer','supplier','both'])[1 + n % 3], 'none', 'tr', 'CARI' || n || 'TICARETAS 120' || lpad(n::text, 5, '0'),
        'muhasebe@cari' || n || '.example', now(), now()
      from generate_series(1, ${cards}) n`.execute(trx)
  })
  return { services, clean }
}
