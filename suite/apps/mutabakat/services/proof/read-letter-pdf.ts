/** The PDF a member looks at: the kept one once the letter was sent, a signed preview of the draft before. */
import type { Services } from '#platform/app'
import type { Actor } from '../actor.ts'
import { getLetter } from '../letters/get-letter.ts'
import { drawLetter } from './draw-letter.ts'
import { readDocument } from './keep-document.ts'

export const readLetterPdf = async (
  services: Services,
  actor: Actor,
  id: string,
): Promise<{ name: string; bytes: Buffer }> => {
  const letter = await getLetter(services, actor, id)
  // A draft whose delivery failed still has the document of that delivery, and may have changed since.
  const kept = letter.status === 'draft' ? null : await readDocument(services, actor.company_id, letter.id)
  if (kept) return { name: `${letter.no}.pdf`, bytes: kept.bytes }
  const { pdf } = await drawLetter(services, actor.company_id, letter.id, 'taslak')
  return { name: `${letter.no}-taslak.pdf`, bytes: pdf }
}
