/** Takes an uploaded file and keeps it: it waits with a look at its first rows, or is applied at once. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { type ImportKind, importJob, type UploadedImport } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { type Looked, lookAtFile, readTemplates } from './look-at-file.ts'
import { findImport } from './read-imports.ts'

type Upload = { name: string; type: string; bytes: Buffer }

/** Queues the job that applies an import, in the caller's transaction. */
export const queueImport = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  import_id: string,
  file_name: string,
): Promise<string> => {
  const { task_id } = await services.jobs.enqueue(
    trx,
    importJob,
    { import_id },
    { company_id: actor.company_id, owner_id: userIdOf(actor), title: file_name },
  )
  return task_id
}

/** The first rows of an upload, read before anything is kept of it. */
const lookAtUpload = async (services: Services, actor: Actor, file: Upload, kind: ImportKind): Promise<Looked> => {
  const templates = await services.store.inCompany(actor.company_id, trx =>
    readTemplates(withTables(trx), actor.company_id, kind),
  )
  return lookAtFile({ bytes: file.bytes }, kind, templates)
}

/**
 * With `apply` the request only stores the file, and what is wrong with it is the job's failure. Without, a file that
 * cannot be read is refused at once (Failures of the sheet reader) and nothing of it is kept.
 */
export const startImport = async (
  services: Services,
  actor: Actor,
  file: Upload,
  { kind, apply }: { kind: ImportKind; apply: boolean },
): Promise<UploadedImport> => {
  const looked = apply ? null : await lookAtUpload(services, actor, file, kind)
  return services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
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
    const task_id = apply ? await queueImport(services, trx, actor, id, name) : null
    await tables
      .insertInto('mutabakat.import')
      .values({
        id,
        company_id: actor.company_id,
        kind,
        task_id,
        plan: looked?.plan ? JSON.stringify(looked.plan) : null,
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
      action: apply ? 'import.started' : 'import.uploaded',
      object: { type: 'import', id },
      new: { file_name: name, file_size: file.bytes.length, kind },
    })
    const row = await findImport(services, tables, actor.company_id, id, 'tr')
    const started = { ...row, look: looked?.look ?? null }
    await actor.remember?.(trx, started)
    return started
  })
}
