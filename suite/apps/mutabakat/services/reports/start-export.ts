/** Queues an export or an auditor's package as a task of who asked; what is selected is looked at when it runs. */
import { randomBytes } from 'node:crypto'
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import type { Trx } from '#platform/store'
import {
  type ExportInput,
  exportJob,
  fail,
  MAX_EXPORTED,
  MAX_PACKAGED,
  type PackageInput,
  packageJob,
  type Selection,
} from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { selectedIds } from '../../data/selected-letters.ts'
import type { Actor } from '../actor.ts'
import { readBabsLines } from '../babs/export-babs.ts'
import { queueTask } from '../queue-task.ts'

/** Refused at once, while somebody looks: an empty selection, and one that no file takes. */
const check = async (trx: Trx, company_id: string, selection: Selection, most: number, sent = false): Promise<void> => {
  const ids = await selectedIds(withTables(trx), company_id, selection, most + 1, sent)
  if (ids.length === 0) throw fail('export_empty')
  if (ids.length > most) throw fail('export_too_large', { params: { most } })
}

/** How its file and its task are called. */
export const exportTitle = (services: Services, locale: Locale, { kind, babs }: ExportInput): string =>
  services.t(locale, `mutabakat.exports.file.${kind}`, {
    form: babs?.form.toLocaleUpperCase('en') ?? '',
    month: babs?.month ?? '',
  })

export const startExport = (
  services: Services,
  actor: Actor,
  order: ExportInput,
  locale: Locale,
): Promise<{ task_id: string }> =>
  services.store.inCompany(actor.company_id, async trx => {
    if (order.babs && order.kind === 'babs') await readBabsLines(trx, actor.company_id, order.babs)
    else await check(trx, actor.company_id, order.selection, MAX_EXPORTED)
    const title = exportTitle(services, locale, order)
    return queueTask(services, trx, actor, exportJob, { user_id: actor.user_id, order, locale }, title)
  })

export const startPackage = (services: Services, actor: Actor, order: PackageInput): Promise<{ task_id: string }> =>
  services.store.inCompany(actor.company_id, async trx => {
    // A sample is smaller than what it is drawn from.
    const isSample = order.sample !== null
    await check(trx, actor.company_id, order.selection, isSample ? MAX_EXPORTED : MAX_PACKAGED, isSample)
    const seed = order.sample?.seed ?? randomBytes(12).toString('base64url')
    const title = services.t(order.locale, 'mutabakat.exports.file.package')
    return queueTask(services, trx, actor, packageJob, { user_id: actor.user_id, order, seed }, title)
  })
