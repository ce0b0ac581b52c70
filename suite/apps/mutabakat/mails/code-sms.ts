/** The SMS with the one-time code. No link in it, and short enough for one part with any usual title. */
import type { Locale } from '#platform/contract'

const WORDS: Readonly<Record<Locale, (company: string, code: string) => string>> = {
  tr: (company, code) => `${company} mutabakat mektubu kodunuz: ${code}. 10 dakika gecerlidir, kimseyle paylasmayin.`,
  en: (company, code) => `Your code for the letter of ${company}: ${code}. Valid for 10 minutes; share it with nobody.`,
  az: (company, code) => `${company} uzlesme mektubu kodunuz: ${code}. 10 deqiqe etibarlidir, hec kimle bolusmeyin.`,
}
const COMPANY_CHARS = 40

export const codeSms = (locale: Locale, company: string, code: string): string =>
  WORDS[locale](company.slice(0, COMPANY_CHARS), code)
