/** Which passwords nobody may choose: what guessing programs try first, in English, in Turkish, and about this very person. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '#platform/contract'

/** One a line, plain letters. `common-passwords`: the front of zxcvbn's list (MIT, Dropbox). `usual-words`: ours. */
const readWords = (file: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n')

const COMMON: ReadonlySet<string> = new Set([...readWords('common-passwords.txt'), ...readWords('usual-words.txt')])

/** Neighbours on a keyboard, in the alphabet, and the zigzags people find clever. */
const RUNS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopgu',
  'asdfghjklsi',
  'zxcvbnmoc',
  'qwertzuiop',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qawsedrftgyhujikolp',
].flatMap(run => [run, [...run].reverse().join('')])
const SHORTEST_RUN = 4
/** Up to this many signs beside a word or a run do not make it anybody's own. */
const LOOSE_SIGNS = 2

const PLAIN: Record<string, string> = { ı: 'i', ğ: 'g', ü: 'u', ş: 's', ö: 'o', ç: 'c', ə: 'e' }
const LOOK_ALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** `ŞİFRE` and `şifre` are one word to a guesser: lower case, without marks. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLocaleLowerCase('tr')
    .replace(/[ığüşöçə]/g, letter => PLAIN[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')

/** What is left when digits and signs around a word are taken away. */
const coreOf = (text: string): string => text.replace(/^[^a-z]+|[^a-z]+$/g, '')

const isRepeated = (text: string): boolean => {
  for (let length = 1; length <= text.length / 2 && length < 10; length += 1)
    if (
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .startsWith(text)
    )
      return true
  return false
}

/** Signs that no run of four or more covers. */
const signsBesideRuns = (text: string): number => {
  let beside = 0
  for (let at = 0; at < text.length; ) {
    let length = 0
    for (const run of RUNS) {
      let candidate = SHORTEST_RUN
      while (at + candidate <= text.length && run.includes(text.slice(at, at + candidate))) candidate += 1
      length = Math.max(length, candidate - 1)
    }
    if (length < SHORTEST_RUN) beside += 1
    at += length < SHORTEST_RUN ? 1 : length
  }
  return beside
}

/** What a stranger knows about whoever chooses: an address, a name, a company, and their parts of four letters or more. */
const knownAbout = (about: readonly string[]): ReadonlySet<string> => {
  const parts = about.flatMap(text => [text, ...text.split('@')]).map(fold)
  const words = parts.flatMap(part => [part.replace(/[^a-z]/g, ''), ...part.split(/[^a-z]+/)])
  return new Set(words.filter(word => word.length >= 4))
}

const seeThrough = (text: string): string => text.replace(/[013457@$!]/g, sign => LOOK_ALIKES[sign]!)

/** `about`: the address, and what else is known: the person's name, the company's. */
export const isWeakPassword = (password: string, about: readonly string[]): boolean => {
  const plain = fold(password)
  if (new Set(plain).size < 3 || isRepeated(plain) || signsBesideRuns(plain) <= LOOSE_SIGNS) return true
  const core = coreOf(plain)
  if ([plain, core, seeThrough(core), coreOf(seeThrough(plain))].some(word => COMMON.has(word))) return true
  const known = [...knownAbout(about)].sort((one, other) => other.length - one.length)
  return [plain, seeThrough(core)]
    .map(text => text.replace(/[^a-z]/g, ''))
    .some(letters => letters !== '' && known.reduce((left, word) => left.replaceAll(word, ''), letters) === '')
}

/** Throws `bad_request` with `weak_password` at the field `path`. */
export const refuseWeakPassword = (password: string, about: readonly string[], path = 'password'): void => {
  if (isWeakPassword(password, about)) throw fail('bad_request', { fields: [{ path, code: 'weak_password' }] })
}
