/** Rules of matching on small statements, and on large ones with a known answer. */
import { describe, expect, test } from 'vitest'
import {
  type LineMatch,
  type MatchRule,
  matchLines,
  normalizeNumber,
  reasonOfLeftover,
  type StatementLine,
  SUM_CANDIDATES,
  shortNumber,
} from './index.ts'

let made = 0
/** A line from a short description: `+` debit, `-` credit, in whole currency units. */
const line = (date: string, amount: number, number = '', document_type = ''): StatementLine => {
  made++
  const minor = BigInt(Math.round(Math.abs(amount) * 100))
  return {
    id: `${String(made).padStart(6, '0')}`,
    date: `2026-${date}`,
    document_type,
    number,
    debit: amount > 0 ? minor : 0n,
    credit: amount < 0 ? minor : 0n,
  }
}

const run = (ours: StatementLine[], theirs: StatementLine[]) => {
  const steps = [...matchLines(ours, theirs)]
  return { matches: steps.flatMap(step => step.matches), cut: steps.reduce((sum, step) => sum + step.cut, 0) }
}
const rules = (matches: LineMatch[]): MatchRule[] => matches.map(match => match.rule)

describe('document numbers', () => {
  test('[MU400] separators, case, Turkish letters and leading zeros do not matter', () => {
    for (const number of ['GIB2026000000123', 'GIB-2026-123', 'gib 2026 0000123', 'GİB/2026/000000123'])
      expect(normalizeNumber(number)).toBe('GIB-2026-123')
    expect(normalizeNumber('A-000120')).toBe('A-120')
    expect(normalizeNumber('000')).toBe('0')
    expect(normalizeNumber('yok')).toBe('')
    expect(normalizeNumber('')).toBe('')
  })

  test('[MU400] the running number alone stands for the whole only when it has three digits', () => {
    expect(shortNumber('GIB2026000000123')).toBe('123')
    expect(shortNumber('123')).toBe('123')
    expect(shortNumber('GIB2026000000012')).toBe('')
  })
})

describe('rules in their order', () => {
  test('[MU401] our debit meets their credit, never their debit', () => {
    const { matches } = run([line('10-01', 100, 'F-1')], [line('10-01', 100, 'F-1')])
    expect(matches.filter(match => match.rule === 'number_amount')).toEqual([])
  })

  test('[MU402] number and amount go before amount and date, whatever the days', () => {
    const invoice = line('10-02', 1000, 'GIB2026000000007')
    const same = line('10-29', -1000, 'GIB-2026-7')
    const near = line('10-02', -1000)
    const { matches } = run([invoice], [near, same])
    expect(matches).toMatchObject([{ rule: 'number_amount', theirs: [same.id], confidence: 100, difference: 0n }])
  })

  test('[MU402] the number without its series is enough beside the same amount within 45 days', () => {
    expect(rules(run([line('10-02', 50, 'ABC-4711')], [line('10-20', -50, '4711')]).matches)).toEqual(['number_amount'])
    expect(rules(run([line('01-02', 50, 'ABC-4711')], [line('10-20', -50, '4711')]).matches)).toEqual([])
  })

  test('[MU403] the same amount within five days, the nearest day first', () => {
    const first = line('10-05', 250)
    const second = line('10-09', 250)
    const nearSecond = line('10-10', -250)
    const nearFirst = line('10-04', -250)
    const { matches } = run([first, second], [nearSecond, nearFirst])
    expect(matches.map(match => [match.ours[0], match.theirs[0], match.days])).toEqual(
      expect.arrayContaining([
        [first.id, nearFirst.id, 1],
        [second.id, nearSecond.id, 1],
      ]),
    )
    expect(rules(run([line('10-05', 250)], [line('10-11', -250)]).matches)).toEqual(['suspect'])
  })

  test('[MU404] the same number with another amount is proposed with its difference', () => {
    const { matches } = run([line('10-05', 1200, 'F-900')], [line('10-06', -1000, 'F-900')])
    expect(matches).toMatchObject([{ rule: 'number', difference: 20_000n, confidence: 70 }])
  })

  test('[MU405] a payment meets the two to four invoices it pays, fewer before more', () => {
    const paid = line('10-20', -600)
    const parts = [line('10-01', -100), line('10-05', -200), line('10-08', -300)]
    expect(
      run(
        [paid],
        parts.map(part => ({ ...part, debit: part.credit, credit: 0n })),
      ).matches,
    ).toMatchObject([{ rule: 'sum', ours: [paid.id], confidence: 55, difference: 0n }])
    const five = [1, 2, 3, 4, 5].map(day => line(`10-0${day}`, 120))
    expect(run([line('10-20', -600)], five).matches).toEqual([])
    // 500 of 400 + 100 before 300 + 100 + 100.
    const { matches } = run(
      [line('10-20', 500)],
      [line('10-18', -300), line('10-19', -100), line('10-01', -400), line('10-20', -100)],
    )
    expect(matches[0]?.theirs).toHaveLength(2)
  })

  test('[MU405] sums look 45 days far and at twelve candidates; what was cut is counted', () => {
    expect(run([line('10-20', 300)], [line('09-01', -100), line('09-02', -200)]).matches).toEqual([])
    const many = Array.from({ length: SUM_CANDIDATES + 5 }, (_, at) =>
      line(`10-${String(10 + at).padStart(2, '0')}`, -(1 + at)),
    )
    expect(run([line('10-20', 9999)], many).cut).toBe(1)
    expect(run([line('10-20', 9999)], many.slice(0, SUM_CANDIDATES)).cut).toBe(0)
  })

  test('[MU406] what is only alike is a suspect and says why', () => {
    const suspicion = (ours: StatementLine, theirs: StatementLine) => run([ours], [theirs]).matches[0]?.suspicion
    expect(suspicion(line('10-01', 100), line('10-25', -100))).toBe('far_apart')
    expect(suspicion(line('10-01', 100), line('10-02', 100))).toBe('wrong_side')
    expect(suspicion(line('10-01', 100), line('10-02', -100.9))).toBe('small_difference')
    expect(suspicion(line('10-01', 100), line('10-02', -102))).toBeUndefined()
  })

  test('[MU407] opening lines meet each other alone', () => {
    const { matches } = run(
      [line('10-01', 500, '', 'DEVİR'), line('10-02', 70)],
      [line('10-01', -70), line('10-01', -450, '', 'Devir bakiyesi')],
    )
    expect(matches).toMatchObject([{ rule: 'opening', difference: 5000n, confidence: 60 }, { rule: 'amount_date' }])
  })
})

test('[MU408] every line is used once at most, and the order of the lines does not matter', () => {
  const random = seeded(7)
  const day = () =>
    `${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`
  const amount = () => (random() < 0.5 ? -1 : 1) * (1 + Math.floor(random() * 40))
  const some = () =>
    Array.from({ length: 300 }, () => line(day(), amount(), random() < 0.3 ? `F-${Math.floor(random() * 200)}` : ''))
  const ours = some()
  const theirs = some()
  const { matches } = run(ours, theirs)
  const used = matches.flatMap(match => [...match.ours, ...match.theirs])
  expect(new Set(used).size).toBe(used.length)
  expect(matches.length).toBeGreaterThan(100)
  expect(run([...ours].reverse(), [...theirs].reverse()).matches).toEqual(matches)
  for (const match of matches)
    if (match.rule !== 'number' && match.rule !== 'opening' && match.suspicion === null)
      expect(match.difference).toBe(0n)
})

test('[MU409] 20,000 against 20,000 lines: what belongs together is found, what is missing is left', () => {
  const random = seeded(11)
  const date = (at: number) =>
    new Date(Date.UTC(2026, 0, 1 + Math.floor((at / 20_000) * 360))).toISOString().slice(5, 10)
  const ours: StatementLine[] = []
  const theirs: StatementLine[] = []
  let missing = 0
  for (let at = 0; at < 20_000; at++) {
    const amount = Math.round(random() * 5_000_000) / 100 + 1
    const ourLine = line(date(at), amount, `GIB2026${String(at).padStart(9, '0')}`)
    ours.push(ourLine)
    if (at % 100 === 0) missing++
    else theirs.push(line(date(at + 10), -amount, at % 3 === 0 ? `GIB-2026-${at}` : at % 3 === 1 ? String(at) : ''))
  }
  const { matches } = run(ours, theirs)
  const pairs = matches.filter(match => match.rule === 'number_amount' || match.rule === 'amount_date')
  expect(pairs.length).toBeGreaterThan(19_700)
  expect(missing).toBe(200)
})

describe('what is left over', () => {
  const left = (document_type: string, description = '', number = '1', date = '06-10') => ({
    ...line(date, 10, number, document_type),
    description,
  })
  const facts = { balance_date: '2026-10-31', twin: false }

  test('[MU410] the words of the line say what is missing, nearness to the balance says date cut-off', () => {
    expect(reasonOfLeftover(left('Satış Faturası'), facts)).toBe('missing_invoice')
    expect(reasonOfLeftover(left('Gelen havale'), facts)).toBe('missing_payment')
    expect(reasonOfLeftover(left('', 'kur farkı faturası'), facts)).toBe('exchange_difference')
    expect(reasonOfLeftover(left('Alıştan İade Faturası'), facts)).toBe('return')
    expect(reasonOfLeftover(left('Fatura', '', '1', '10-30'), facts)).toBe('date_cutoff')
    expect(reasonOfLeftover(left('DEVİR'), facts)).toBe('opening_balance')
    expect(reasonOfLeftover(left('Fatura'), { ...facts, twin: true })).toBe('double_booking')
    expect(reasonOfLeftover(left('Virman'), facts)).toBe('other')
  })
})

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
