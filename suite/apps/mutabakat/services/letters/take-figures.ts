/** Checks what somebody says of a letter's figures, and refuses with the field that is wrong. */
import { fromMoneyJson, type MoneyJson } from '#platform/contract'
import { fail } from '../../contract/index.ts'
import { type FigureClaim, type LetterFigures, readLetterFigures } from '../../domain/index.ts'

/** Throws a `FigureRefusal` of the domain as a failure of its field. */
export const takeFigures = (claim: Omit<FigureClaim, 'balance'> & { balance: MoneyJson }): LetterFigures => {
  const reading = readLetterFigures({ ...claim, balance: fromMoneyJson(claim.balance) })
  if (!reading.ok) throw fail(reading.code, { fields: [{ path: reading.path, code: reading.code }] })
  return reading.figures
}
