/**
 * Cuts our letters out of Onest's "latin-ext", so that a first visit loads 4 KB of it instead of 30. Run it after an
 * update of the font: `node scripts/make-fonts.ts`. The rest of the subset stays, for names with other letters.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import subsetFont from 'subset-font'

/** What Turkish and Azerbaijani need beyond "latin", and their currencies. fonts.css names the same letters. */
const LETTERS = 'ĞğİıŞşƏə₺₼'

const whole = createRequire(join(import.meta.dirname, '../suite/package.json')).resolve(
  '@fontsource-variable/onest/files/onest-latin-ext-wght-normal.woff2',
)
const own = await subsetFont(readFileSync(whole), LETTERS, { targetFormat: 'woff2' })
writeFileSync(join(import.meta.dirname, '../suite/web/fonts/onest-own-letters.woff2'), own)
console.log(`${own.length} bytes for ${LETTERS}`)
