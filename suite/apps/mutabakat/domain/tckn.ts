/** TCKN, the identity number of a person in Turkey: eleven digits, the last two check digits, never starting with zero. */

/** Digits ten and eleven for nine digits. */
export const tcknCheckDigits = (nine: string): string => {
  const d = Array.from(nine, Number)
  const odd = d[0]! + d[2]! + d[4]! + d[6]! + d[8]!
  const even = d[1]! + d[3]! + d[5]! + d[7]!
  const tenth = (((odd * 7 - even) % 10) + 10) % 10
  return `${tenth}${(odd + even + tenth) % 10}`
}

/** Well-formed. 11111111110 passes too: a pass never says the person exists. */
export const isTckn = (text: string): boolean =>
  /^[1-9]\d{10}$/.test(text) && tcknCheckDigits(text.slice(0, 9)) === text.slice(9)
