import { describe, expect, test } from 'vitest'
import { ApiError, errorOf } from './api-error.ts'
import { fileNameOf } from './call.ts'
import { fillPath, queryText, requestUrl } from './request-url.ts'

describe('[UX11] refusals', () => {
  test('keep code, fields, delay, request id and what else they carry', () => {
    const error = errorOf(
      412,
      JSON.stringify({
        error: {
          code: 'stale',
          message: 'Kayıt değişti.',
          fields: [{ path: 'title', code: 'required' }],
          request_id: 'r1',
          retry_after_ms: 500,
          current: { rev: 3 },
        },
      }),
      'header',
    )
    expect(error).toMatchObject({
      status: 412,
      code: 'stale',
      message: 'Kayıt değişti.',
      fields: [{ path: 'title', code: 'required' }],
      requestId: 'r1',
      retryAfterMs: 500,
      extra: { current: { rev: 3 } },
    })
  })
  test.each(['<html>502</html>', '', '{"error":"no"}', 'null', '[]'])('%j is not ours', text => {
    expect(errorOf(502, text, 'r2')).toMatchObject({ status: 502, code: 'bad_answer', requestId: 'r2', fields: [] })
  })
  test('a wrong password ends no session', () => {
    expect(new ApiError(401, 'unauthenticated', '').sessionEnded).toBe(true)
    expect(new ApiError(401, 'bad_credentials', '').sessionEnded).toBe(false)
    expect(new ApiError(403, 'forbidden', '').sessionEnded).toBe(false)
  })
})

describe('[UX9] the address of a call', () => {
  test('path parameters are encoded, missing ones are a fault of ours', () => {
    expect(fillPath('/api/letters/:id/rows/:row', { id: 'a/b', row: 7 })).toBe('/api/letters/a%2Fb/rows/7')
    expect(() => fillPath('/api/letters/:id', {})).toThrow('missing path parameter id')
  })
  test('absent and empty members are left out, lists repeat', () => {
    expect(queryText({ q: 'ş', limit: 50, cursor: undefined, sort: '', 'filter[x]': ['a', 'b'] })).toBe(
      '?q=%C5%9F&limit=50&filter%5Bx%5D=a&filter%5Bx%5D=b',
    )
    expect(requestUrl('/api/me', {})).toBe('/api/me')
  })
})

test('[UX12] a file keeps the name the server gave it', () => {
  expect(fileNameOf(`attachment; filename="Isik.pdf"; filename*=UTF-8''I%C5%9F%C4%B1k.pdf`)).toBe('Işık.pdf')
  expect(fileNameOf('attachment; filename="a.csv"')).toBe('a.csv')
  expect(fileNameOf(`attachment; filename*=UTF-8''%E0%A4%A`)).toBeNull()
  expect(fileNameOf(null)).toBeNull()
})
