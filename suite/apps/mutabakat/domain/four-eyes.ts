/** Four eyes: which letters a second person approves before they go out. */
import { type Currency, type MoneyJson, textToMinor } from '#platform/contract'

export type FourEyes = { enabled: boolean; limits: readonly MoneyJson[] }
export type Weight = { minor: bigint; currency: Currency; try_minor: bigint | null }

/**
 * From the limit of its currency on. A currency without one is measured by its value in lira; without a rate that value
 * is unknown, and leaving the rate out must not be a way round the second person. No limit at all: every letter.
 */
export const needsApproval = (letter: Weight, rule: FourEyes): boolean => {
  if (!rule.enabled) return false
  if (rule.limits.length === 0) return true
  const limitOf = (currency: Currency) => rule.limits.find(limit => limit.currency === currency)
  const own = limitOf(letter.currency)
  if (own) return letter.minor >= textToMinor(own.amount)
  const lira = limitOf('TRY')
  if (!lira) return false
  return letter.try_minor === null || letter.try_minor >= textToMinor(lira.amount)
}
