/** A letter's pages for a printed file: what the drawing thread runs. Nothing printed claims the seal, which paper does not carry. */
import { packPart, takePages } from '#platform/documents'
import type { LetterData } from './letter-data.ts'
import { FOOT } from './letter-frame.ts'
import { renderLetter } from './letter-pdf.ts'
import { SHEET } from './letter-sheet.ts'

/** `first`: the number of its first object in the printed file. A kept paper, or a letter that has none. */
export type PrintCopy = { first: number } & ({ kept: Uint8Array } | { drawn: LetterData })

/** The foot begins with its rule; of its lines those at the left margin are about the seal. */
const RULE = `${SHEET.left} ${FOOT.rule} m\n`
const SEAL_LINE = new RegExp(`BT\\n1 0 0 1 ${SHEET.left} [\\d.]+ Tm\\n[\\s\\S]*?\\nET\\n`, 'g')

/** Number and page stay. Throws for a page whose foot is not ours: it would go on claiming what it claims. */
const withoutSeal = (content: string): string => {
  const foot = content.lastIndexOf(RULE)
  const left = foot === -1 ? content : content.slice(0, foot) + content.slice(foot).replaceAll(SEAL_LINE, '')
  if (left.length === content.length) throw new Error('a page without the foot of our papers')
  return left
}

const printCopy = async (order: PrintCopy): Promise<Buffer> =>
  'kept' in order
    ? packPart(takePages(Buffer.from(order.kept), order.first, withoutSeal))
    : packPart(takePages(await renderLetter(order.drawn), order.first, content => content))

export default printCopy
