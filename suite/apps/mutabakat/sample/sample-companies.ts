/** Believable companies for the sample and the sample files: invented names, valid check digits, addresses nobody owns. */
import { type CounterpartyKind, foldText, vknCheckDigit } from '../domain/index.ts'
import { FORMS, NAMES, PEOPLE, STREETS, TAX_OFFICES, TRADES } from './sample-words.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'

export type SampleCounterparty = {
  code: string
  title: string
  vkn: string
  tax_office: string
  kind: CounterpartyKind
  contact_name: string
  /** In `.example`, a domain no mail ever reaches. */
  email: string
  /** As an envelope has it, in two lines. */
  address: string
}

/** The company the sample belongs to. */
export const SAMPLE_COMPANY = {
  title: 'Defne Gıda Dağıtım ve Pazarlama A.Ş.',
  vkn: '1234567890',
  tax_office: 'Nilüfer',
  address: 'Organize Sanayi Bölgesi, Lale Cad. No: 8, 16140 Nilüfer / Bursa',
  email: 'muhasebe@defnegida.example',
} as const

const makeVkn = (random: SeededRandom, leadingZero: boolean): string => {
  const nine = leadingZero ? `0${1 + random.below(9)}${random.digits(7)}` : `${1 + random.below(9)}${random.digits(8)}`
  return `${nine}${vknCheckDigit(nine)}`
}

/** Account codes of the Turkish chart: 120 customers, 320 suppliers, parted into groups by two digits. */
const codeOf = (kind: CounterpartyKind, group: string, index: number): string =>
  `${kind === 'supplier' ? '320' : '120'}.${group}.${String(index + 1).padStart(4, '0')}`

const KINDS = ['customer', 'customer', 'supplier', 'customer', 'both'] as const

/** `count` different companies, the same ones for the same seed. Every ninth VKN begins with a zero, as in real ledgers. */
export const makeSampleCompanies = (count: number, seed: number, group = '01'): SampleCounterparty[] => {
  const random = createSeededRandom(seed)
  // Drawn apart, so that what else a company has does not depend on where it is.
  const streets = createSeededRandom(seed + 1)
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, index) => {
    const name = NAMES[index % NAMES.length]!
    const trade = random.pick(TRADES)
    // Past the thirty names a second round would repeat titles; branches are numbered as groups of companies do.
    const round = Math.floor(index / NAMES.length)
    const title = [name, ...(round > 0 ? [String(round + 1)] : []), trade, random.pick(FORMS)].join(' ')
    let vkn = makeVkn(random, index % 9 === 4)
    while (taken.has(vkn)) vkn = makeVkn(random, index % 9 === 4)
    taken.add(vkn)
    const kind = KINDS[index % KINDS.length]!
    const domain = foldText(`${name} ${round > 0 ? round + 1 : ''}`)
      .toLowerCase()
      .replaceAll(' ', '')
    const [tax_office, place] = random.pick(TAX_OFFICES)
    return {
      code: codeOf(kind, group, index),
      title,
      vkn,
      tax_office,
      kind,
      contact_name: random.pick(PEOPLE),
      email: `muhasebe@${domain}.example`,
      address: `${streets.pick(STREETS)} No: ${1 + streets.below(180)}\n${place}`,
    }
  })
}

/** The sixty of the sample company. */
export const SAMPLE_COUNTERPARTIES: readonly SampleCounterparty[] = makeSampleCompanies(60, 2026)

/**
 * The one of them that keeps its books here as well: it buys and sells, the sample has a draft about last month for it,
 * and nothing about the month before.
 */
export const SAMPLE_PARTNER: SampleCounterparty = SAMPLE_COUNTERPARTIES[4]!
