/** Country names as ledgers write them, to their two letters. */
import { fold } from './fold.ts'

const NAMES: Readonly<Record<string, string>> = {
  TURKIYE: 'TR',
  TURKIYECUMHURIYETI: 'TR',
  TURKEY: 'TR',
  TC: 'TR',
  TUR: 'TR',
  AZERBAYCAN: 'AZ',
  AZERBAIJAN: 'AZ',
  AZERBAYCANCUMHURIYETI: 'AZ',
  AZE: 'AZ',
  ALMANYA: 'DE',
  GERMANY: 'DE',
  INGILTERE: 'GB',
  BIRLESIKKRALLIK: 'GB',
  ABD: 'US',
  AMERIKABIRLESIKDEVLETLERI: 'US',
  USA: 'US',
  FRANSA: 'FR',
  ITALYA: 'IT',
  HOLLANDA: 'NL',
  ISPANYA: 'ES',
  RUSYA: 'RU',
  GURCISTAN: 'GE',
  KKTC: 'CY',
  KIBRIS: 'CY',
  BULGARISTAN: 'BG',
  YUNANISTAN: 'GR',
  CIN: 'CN',
}

/** ISO 3166's two letters; null for what is neither those nor a known name. */
export const readCountry = (text: string): string | null => {
  const name = fold(text)
  return NAMES[name] ?? (/^[A-Z]{2}$/.test(name) ? name : null)
}
