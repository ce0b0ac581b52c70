/** Compares every kept paper with the fingerprint of its row, and tells who leads a company of those that changed. */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Services } from '#platform/app'
import { Failure } from '#platform/contract'
import type { JobContext } from '#platform/jobs'
import { withTables } from '../../data/letters.ts'
import { notifyLeaders } from '../notify-leaders.ts'

const CHUNK = 200

type Paper = { id: string; company_id: string; file_id: string; sha256: string; no: string | null }

const nextPapers = (services: Services, after: string): Promise<Paper[]> =>
  services.store.asSystem('kept papers are compared with their fingerprints', trx =>
    withTables(trx)
      .selectFrom('mutabakat.document as document')
      .leftJoin('mutabakat.letter as letter', 'letter.id', 'document.letter_id')
      .select(['document.id', 'document.company_id', 'document.file_id', 'document.sha256', 'letter.no'])
      // Told once: what is known to be broken is not told again every night.
      .where('document.broken_at', 'is', null)
      .where('document.id', '>', after)
      .orderBy('document.id')
      .limit(CHUNK)
      .execute(),
  )

/** Whether the bytes on the shelf are the kept ones; bytes that are gone are not. */
const isWhole = async (services: Services, paper: Paper): Promise<boolean> => {
  try {
    const file = await services.store.inCompany(paper.company_id, trx =>
      services.files.read(trx, paper.company_id, paper.file_id),
    )
    const hash = createHash('sha256')
    await pipeline(await file.stream(), hash)
    return hash.digest('hex') === paper.sha256
  } catch (error) {
    if (error instanceof Failure && (error.code === 'file_missing' || error.code === 'not_found')) return false
    throw error
  }
}

/** Safe to run again at any time. */
export const verifyArchive = async (
  services: Services,
  job: Pick<JobContext, 'signal' | 'report'>,
): Promise<{ checked: number; broken: number }> => {
  let after = '00000000-0000-0000-0000-000000000000'
  let checked = 0
  const broken = new Map<string, Paper[]>()
  for (;;) {
    const papers = await nextPapers(services, after)
    for (const paper of papers) {
      job.signal.throwIfAborted()
      checked++
      if (!(await isWhole(services, paper)))
        broken.set(paper.company_id, [...(broken.get(paper.company_id) ?? []), paper])
    }
    await job.report({ done: checked })
    if (papers.length < CHUNK) break
    after = papers.at(-1)!.id
  }
  for (const [company_id, papers] of broken) await tell(services, company_id, papers)
  return { checked, broken: [...broken.values()].flat().length }
}

const SHOWN = 5

const tell = (services: Services, company_id: string, papers: readonly Paper[]): Promise<void> =>
  services.store.inCompany(company_id, async trx => {
    const ids = papers.map(paper => paper.id)
    await withTables(trx)
      .updateTable('mutabakat.document')
      .set({ broken_at: services.now() })
      .where('company_id', '=', company_id)
      .where('id', 'in', ids)
      .execute()
    for (const paper of papers)
      await services.audit(trx, {
        company_id,
        actor: 'system',
        action: 'document.broken',
        object: { type: 'document', id: paper.id },
        new: { no: paper.no, expected_sha256: paper.sha256 },
      })
    const names = papers.slice(0, SHOWN).map(paper => paper.no ?? 'zip')
    const list = `${names.join(', ')}${papers.length > SHOWN ? ', …' : ''}`
    await notifyLeaders(services, trx, company_id, {
      kind: 'mutabakat_papers_broken',
      level: 'error',
      link: 'mutabakat/letters',
      params: () => ({ count: papers.length, list }),
    })
  })
