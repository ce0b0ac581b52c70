/** Reports of mail servers, as they come and as somebody might forge them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBounce } from './read-bounce.ts'
import { exchangeBounce, postfixBounce } from './testing/bounces.ts'

const ID = '0197c1f0-0000-7000-8000-000000000001@nabiz.example'

test('[PN41] a report says which mail, to whom, why, and whether it is for good', async () => {
  const report = {
    message_id: ID,
    envelope_id: 'zarf-42',
    recipient: 'yok@firma.example',
    status: '5.1.1',
    action: 'failed',
    permanent: true,
    diagnostic: '550 5.1.1 <yok@firma.example>: Recipient address rejected: User unknown',
  }
  expect(await readBounce(postfixBounce({ message_id: ID }))).toEqual([report])
  expect(await readBounce(postfixBounce({ message_id: ID, returned: 'text/rfc822-headers' }))).toEqual([report])
  const bare = postfixBounce({ message_id: ID }).toString().replaceAll('\r\n', '\n')
  expect(await readBounce(Buffer.from(bare))).toEqual([report])
})

test('[PN41] each recipient has its own report', async () => {
  expect(await readBounce(exchangeBounce(ID))).toEqual([
    {
      ...{ message_id: ID, envelope_id: null, recipient: 'dolu@firma.example', status: '5.2.2', action: 'failed' },
      permanent: false,
      diagnostic: '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException',
    },
    {
      ...{ message_id: ID, envelope_id: null, recipient: 'ayrilan@firma.example', status: '5.1.10', action: 'failed' },
      permanent: true,
      diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound',
    },
  ])
})

test.each([
  ['5.1.1', 'failed', true],
  ['5.1.10', 'failed', true],
  ['5.0.0', 'failed', true],
  ['5.2.1', 'failed', true],
  ['5.2.2', 'failed', false],
  ['5.3.4', 'failed', false],
  ['5.7.1', 'failed', false],
  ['4.4.7', 'failed', false],
  ['4.4.1', 'delayed', false],
  ['5.1.1', 'delayed', false],
  ['2.0.0', 'delivered', false],
])('[PN41] %s %s: the address is wrong for good: %s', async (status, action, permanent) => {
  expect(await readBounce(postfixBounce({ message_id: ID, status, action }))).toMatchObject([
    { status, action, permanent },
  ])
})

test('[PN41] a forwarded address is known by the one that was written to; a report without the mail by what it answers', async () => {
  const fields = `Final-Recipient: rfc822; baska@yer.example
Original-Recipient: rfc822;<muhasebe@firma.example>
Action: failed
Status: 5.1.1 (bad mailbox)`
  const headers = `In-Reply-To: <${ID}>\n`
  expect(await readBounce(postfixBounce({ fields, headers }))).toMatchObject([
    { message_id: ID, recipient: 'muhasebe@firma.example', status: '5.1.1', diagnostic: '' },
  ])
  expect(await readBounce(postfixBounce({ fields }))).toMatchObject([{ message_id: null }])
})

test.each([
  ['nothing', ''],
  ['a mail of a person', 'From: a@b.example\r\nSubject: Re: Mutabakat\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n'],
  ['an absence note', 'Auto-Submitted: auto-replied\r\nIn-Reply-To: <x@y>\r\n\r\nYokum.'],
  ['no fields', postfixBounce({ fields: 'nothing of use' }).toString()],
  ['an action nobody knows', postfixBounce({ action: 'exploded' }).toString()],
  ['no address', postfixBounce({ recipient: 'rfc822' }).toString()],
  [
    'a receipt of reading',
    'Content-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n\r\n--x\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action; displayed\r\n--x--',
  ],
])('[PN41] %s is no report', async (_, text) => {
  expect(await readBounce(Buffer.from(text))).toEqual([])
})

test('[PN41] what a report says is cut and has no control characters', async () => {
  const [report] = await readBounce(
    postfixBounce({ message_id: ID, diagnostic: `550 \u001b[31mno\u0000 ${'x'.repeat(5_000)}`, status: '5.1.1\u0007' }),
  )
  expect(report!.diagnostic).toMatch(/^550 {2}\[31mno {2}x+$/)
  expect(report!.diagnostic.length).toBeLessThanOrEqual(500)
  const many = Array.from({ length: 500 }, (_, at) => `Final-Recipient: rfc822; a${at}@x.example\nAction: failed\n\n`)
  expect(await readBounce(postfixBounce({ fields: many.join('') }))).toHaveLength(100)
})

test('[PN41] no bytes break the reader, and none take it long', async () => {
  const whole = postfixBounce({ message_id: ID })
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.uint8Array({ maxLength: 60 }), async (at, junk) => {
      for (const report of await readBounce(Buffer.concat([whole.subarray(0, at), junk, whole.subarray(at)])))
        expect(report.recipient).toContain('@')
    }),
    { numRuns: 200 },
  )
  const started = performance.now()
  await readBounce(postfixBounce({ fields: `Diagnostic-Code: ${'\n '.repeat(100_000)}\n${'\n'.repeat(100_000)}` }))
  await readBounce(postfixBounce({ fields: `Status: ${' ;'.repeat(100_000)}` }))
  expect(performance.now() - started).toBeLessThan(3_000)
})
