/** The kept papers of a letter with their bytes, for who packs them. */
import { buffer } from 'node:stream/consumers'
import type { Services } from '#platform/app'
import type { DocumentKind } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'

export type PaperBytes = {
  kind: DocumentKind
  version: number
  level: string
  sha256: string
  name: string
  bytes: Buffer
}

/** In the order of kind and version. A paper whose bytes are gone or changed is given as it is: its row says what it was. */
export const readPapers = (services: Services, company_id: string, letter_id: string): Promise<PaperBytes[]> =>
  services.store.inCompany(company_id, async trx => {
    const rows = await withTables(trx)
      .selectFrom('mutabakat.document as document')
      .innerJoin('platform.file as file', 'file.id', 'document.file_id')
      .select([
        'document.kind',
        'document.version',
        'document.level',
        'document.sha256',
        'document.file_id',
        'file.name',
      ])
      .where('document.company_id', '=', company_id)
      .where('document.letter_id', '=', letter_id)
      .orderBy('document.kind')
      .orderBy('document.version')
      .execute()
    const papers: PaperBytes[] = []
    for (const { file_id, ...row } of rows) {
      const file = await services.files.read(trx, company_id, file_id)
      papers.push({ ...row, bytes: await buffer(file.stream()) })
    }
    return papers
  })

const EXTENSION = /\.[A-Za-z0-9]{1,8}$/

/** `letter.pdf`, `letter-2.pdf`, `statement.xlsx`: safe in every file system, whatever the upload was called. */
export const paperName = ({ kind, version, name }: PaperBytes): string =>
  `${kind}${version > 1 ? `-${version}` : ''}${(EXTENSION.exec(name)?.[0] ?? '.bin').toLowerCase()}`
