import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { afterClose, CLOSE_CODES, ERRORS, RESET_REASONS } from './codes.ts'
import { LIMITS, resolveLimits } from './limits.ts'

const spec = readFileSync(new URL('../SPEC.md', import.meta.url), 'utf8')

test('[W49] the range of a close code says what to do next, also for codes that come later', () => {
  for (const [code, row] of Object.entries(CLOSE_CODES)) {
    expect(row.next === 'stop' || row.next === 'new_token', code).toBe(Number(code) >= 4500)
  }
  expect([4499, 1006, 1001, 1011].map(afterClose)).toEqual(['return', 'return', 'return', 'return'])
  expect([4999, 1003, 1007, 1009].map(afterClose)).toEqual(['stop', 'stop', 'stop', 'stop'])
  expect([4004, 4007, 4501].map(afterClose)).toEqual(['return_without_session', 'return_after', 'new_token'])
})

test('[W49] every close code, and every reason of a reset, has a rule', () => {
  for (const code of Object.keys(CLOSE_CODES)) expect(spec, code).toContain(code)
  for (const reason of RESET_REASONS) expect(spec, reason).toContain(`\`${reason}\``)
})

test('[W5] every error code has a message for developers', () => {
  for (const [code, row] of Object.entries(ERRORS)) expect(row.message.length, code).toBeGreaterThan(5)
})

test('[W50] limits are resolved over the defaults, frozen, and checked', () => {
  const limits = resolveLimits({ messagesPerMinute: 5, connectionsPerUser: Infinity })
  expect(limits).toMatchObject({ messagesPerMinute: 5, connectionsPerUser: Infinity, frameBytes: 65_536 })
  expect(Object.keys(limits)).toEqual(Object.keys(LIMITS))
  expect(Object.isFrozen(limits)).toBe(true)
  for (const value of [0, -1, Number.NaN]) expect(() => resolveLimits({ frameBytes: value })).toThrow(RangeError)
  expect(() => resolveLimits({ nope: 1 } as object)).toThrow('unknown limit: nope')
  expect(() => resolveLimits({ toString: 1 } as object)).toThrow('unknown limit')
})
