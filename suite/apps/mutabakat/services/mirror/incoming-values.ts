/** What the linked company keeps of a letter: what a guest with its link may see, and nothing of the sender's own. */

import { fromMoneyJson } from '#platform/contract'
import type { Incoming, PortalLetter } from '../../contract/index.ts'
import type { LetterReader } from '../portal/read-portal.ts'

/** The letter as seen from outside, with `can` left to whoever shows it. A withdrawn one keeps no figure. */
export const keptLetter = ({ can: _can, ...letter }: PortalLetter): Incoming['letter'] =>
  letter.status === 'cancelled'
    ? {
        ...letter,
        balance: null,
        side: null,
        dues: null,
        documents: letter.documents && { ...letter.documents, count: null },
        intro: '',
        note: null,
      }
    : letter

/** Nobody in particular is greeted: the letter came to the company. */
export const readerFor = (company_id: string, letter_id: string): LetterReader => ({
  company_id,
  letter_id,
  contact_name: null,
})

/** The columns that follow from it. `answered_at` is the answer's own time. */
export const incomingValues = (letter: Incoming['letter']) => ({
  from_title: letter.company.title,
  no: letter.no,
  version: letter.version,
  kind: letter.kind,
  style: letter.style,
  status: letter.status,
  balance_date: letter.balance_date,
  currency: letter.currency,
  minor: letter.balance === null ? null : fromMoneyJson(letter.balance).minor,
  side: letter.side,
  doc_count: letter.documents?.count ?? null,
  reply_due: letter.reply_due,
  answered_at: letter.answer?.answered_at ?? null,
  letter: JSON.stringify(letter),
})
