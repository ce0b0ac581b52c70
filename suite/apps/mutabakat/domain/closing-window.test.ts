/** Between which days a period will be over, and when nothing honest can be said of it. */
import { describe, expect, test } from 'vitest'
import { answersByWorkingDay, forecastWindow } from './closing-forecast.ts'

const daysOff = { religious_feasts: ['2026-11-18'] }
/** A Thursday. */
const today = '2026-11-12'
const look = { today, left: 10, answers: [4, 3, 3], earlier: [], daysOff }

describe('[MU551] the range of the closing day', () => {
  test('is the pace so far, wider the fewer answers it stands on, and counts working days alone', () => {
    // Ten answers in three days: 10 ± √10 of them, so 3 to 5 working days; the 18th is a feast.
    expect(forecastWindow(look)).toEqual({
      is: 'range',
      from: '2026-11-17',
      likely: '2026-11-17',
      to: '2026-11-20',
      basis: 'pace',
      earlier: 0,
    })
    const many = forecastWindow({ ...look, left: 100, answers: [40, 30, 30] })
    expect(many).toMatchObject({ from: '2026-11-17', to: '2026-11-19' })
  })

  test('asks how earlier periods went on from the share this one has reached', () => {
    // Half is answered. The earlier one had its half on its second day, and its last answer four days later.
    const earlier = [[5, 5, 4, 3, 2, 1, 0]]
    expect(forecastWindow({ ...look, answers: [5, 5], earlier })).toEqual({
      is: 'range',
      from: '2026-11-16',
      likely: '2026-11-17',
      to: '2026-11-19',
      basis: 'both',
      earlier: 1,
    })
    expect(forecastWindow({ ...look, answers: [1, 0], earlier })).toMatchObject({ basis: 'earlier', earlier: 1 })
  })

  test('is not made up: without letters out, with too few answers, or over a year away', () => {
    expect(forecastWindow({ ...look, answers: [] })).toEqual({ is: 'unknown', why: 'nothing_sent' })
    expect(forecastWindow({ ...look, answers: [2, 0] })).toEqual({ is: 'unknown', why: 'few_answers' })
    // An earlier period with two answers is chance as well.
    expect(forecastWindow({ ...look, answers: [2], earlier: [[1, 1]] })).toEqual({ is: 'unknown', why: 'few_answers' })
    expect(forecastWindow({ ...look, left: 5_000, answers: [1, 1, 1] })).toEqual({ is: 'unknown', why: 'too_far' })
    expect(forecastWindow({ ...look, left: 0, answers: [] })).toEqual({ is: 'done' })
  })
})

test('[MU551] an answer on a day off counts for the working day before it', () => {
  const answered = new Map([
    ['2026-11-13', 2],
    ['2026-11-14', 1],
    ['2026-11-16', 4],
    ['2026-11-18', 3],
  ])
  expect(answersByWorkingDay(answered, '2026-11-13', '2026-11-19', daysOff)).toEqual([3, 4, 3, 0])
  // A first letter that goes out on a Saturday begins the count.
  expect(answersByWorkingDay(answered, '2026-11-14', '2026-11-16', daysOff)).toEqual([1, 4])
})
