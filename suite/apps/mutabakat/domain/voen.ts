/** VÖEN, the tax number of Azerbaijan: ten digits; the ninth checks the first eight, the tenth is 1 (legal) or 2 (natural person). */

const WEIGHTS = [4, 1, 8, 6, 2, 7, 5, 3] as const

export const isVoen = (text: string): boolean => {
  if (!/^\d{9}[12]$/.test(text)) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  // A remainder of ten has no digit, so such a number was never given out.
  return sum % 11 === Number(text[8])
}
