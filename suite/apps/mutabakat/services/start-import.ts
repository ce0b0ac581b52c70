/** Takes an uploaded file, keeps it, and queues its import: file, row and job in one transaction. */
import type { Services } from '#platform/app'
import { type Import, importJob } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import { type Actor, userIdOf } from './actor.ts'
import { findImport } from './read-imports.ts'

/** What is in the file is looked at by the job: the request only stores it. An empty body is the job's failure, too. */
export const startImport = (
  services: Services,
  actor: Actor,
  file: { name: string; type: string; bytes: Buffer },
): Promise<Import> =>
  services.store.inCompany(actor.company_id, async trx => {
    const id = services.id()
    const name = file.name.slice(0, 200)
    const kept = await services.files.put(trx, {
      company_id: actor.company_id,
      owner_id: userIdOf(actor),
      name,
      type: file.type,
      bytes: file.bytes,
      kind: 'mutabakat.import',
    })
    const { task_id } = await services.jobs.enqueue(
      trx,
      importJob,
      { import_id: id },
      { company_id: actor.company_id, owner_id: userIdOf(actor), title: name },
    )
    await withTables(trx)
      .insertInto('mutabakat.import')
      .values({
        id,
        company_id: actor.company_id,
        task_id,
        file_id: kept.id,
        file_name: name,
        file_size: file.bytes.length,
        owner_id: actor.user_id,
        owner_name: actor.name,
        unknown_columns: '[]',
        headings: '[]',
        created_at: services.now(),
      })
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'import.started',
      object: { type: 'import', id },
      new: { file_name: name, file_size: file.bytes.length },
    })
    const started = await findImport(services, withTables(trx), actor.company_id, id, 'tr')
    await actor.remember?.(trx, started)
    return started
  })
