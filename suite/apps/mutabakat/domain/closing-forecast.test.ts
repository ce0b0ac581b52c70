/** When open letters will be answered at the pace so far. */
import { expect, test } from 'vitest'
import { forecastClosing } from './closing-forecast.ts'

const pace = { since: '2026-11-02', today: '2026-11-12' }

test('[MU440] what is left takes as long as the answers so far say, and never ends today', () => {
  // Ten days brought twenty answers; eight more need four days.
  expect(forecastClosing({ ...pace, answered: 20, waiting: 8 })).toEqual({ is: 'day', day: '2026-11-16' })
  expect(forecastClosing({ ...pace, answered: 20, waiting: 1 })).toEqual({ is: 'day', day: '2026-11-13' })
  expect(forecastClosing({ since: '2026-11-12', today: '2026-11-12', answered: 3, waiting: 4 })).toEqual({
    is: 'day',
    day: '2026-11-14',
  })
})

test('[MU440] without answers, or over a year away, nothing is foretold; nothing waiting is done', () => {
  expect(forecastClosing({ ...pace, answered: 0, waiting: 8 })).toEqual({ is: 'unknown' })
  expect(forecastClosing({ ...pace, answered: 1, waiting: 37 })).toEqual({ is: 'unknown' })
  expect(forecastClosing({ ...pace, answered: 1, waiting: 36 })).toEqual({ is: 'day', day: '2027-11-07' })
  expect(forecastClosing({ ...pace, answered: 0, waiting: 0 })).toEqual({ is: 'done' })
})
