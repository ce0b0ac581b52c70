import { describe, expect, test } from 'vitest'
import { returnPath } from './return-path.ts'
import { destination, parseSearch, stringifySearch } from './search-params.ts'

describe('[UX9] the address', () => {
  test.each([
    { q: '123' },
    { q: 'Işık & Çağdaş', 'filter[status]': 'sent,viewed', sort: '-created_at' },
    { cursor: 'a+b/c==' },
    {},
  ])('%o comes back as it went', search => {
    expect(parseSearch(stringifySearch(search))).toEqual(search)
  })
  test('reads well, and holds nothing that is empty', () => {
    expect(stringifySearch({ 'filter[status]': 'sent,viewed', q: '', cursor: undefined })).toBe(
      '?filter[status]=sent,viewed',
    )
    expect(stringifySearch({ q: null })).toBe('')
  })
  test('a link with a query is split for the router', () => {
    expect(destination('/c/acme/letters?filter[status]=sent')).toEqual({
      to: '/c/acme/letters',
      search: { 'filter[status]': 'sent' },
    })
    expect(destination('/c/acme')).toEqual({ to: '/c/acme', search: {} })
  })
})

describe('[UX10] after signing in', () => {
  test.each(['/c/acme', '/c/acme/letters?filter[status]=sent', '/'])('back to %s', path => {
    expect(returnPath(path)).toBe(path)
  })
  test.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\n/evil',
  ])('never to %j', path => {
    expect(returnPath(path)).toBe('/')
  })
})
