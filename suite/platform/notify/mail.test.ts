/** Mails over real SMTP: what arrives, where, and how refusals are told. */
import { expect, onTestFinished, test } from 'vitest'
import { createMail } from './mail.ts'
import { toMailFailure } from './mail-failure.ts'
import type { MailMessage } from './mail-message.ts'
import { openSmtpPool } from './smtp-pool.ts'
import { HOSTILE_ADDRESSES } from './testing/hostile-addresses.ts'
import { FROM, makeDataDir, openCaughtMail, openSinkMail } from './testing/open-mail.ts'

const MESSAGE: MailMessage = {
  to: 'muhasebe@ege.example',
  subject: 'Mutabakat: 125.430,50 ₺',
  html: '<p>Sayın İlgili</p>',
  text: 'Sayın İlgili',
}

test('[S70] [PN2] no hostile recipient reaches anybody', async () => {
  const { mail, sink } = await openSinkMail()
  for (const to of HOSTILE_ADDRESSES)
    await expect(mail.send({ ...MESSAGE, to })).rejects.toMatchObject({ code: 'bad_address', final: true })
  for (const reply_to of HOSTILE_ADDRESSES)
    await expect(mail.send({ ...MESSAGE, reply_to })).rejects.toMatchObject({ code: 'bad_address' })
  expect(sink.recipients).toEqual([])
  await mail.send(MESSAGE)
  expect(sink.recipients).toEqual(['muhasebe@ege.example'])
})

test('[PN3] everything arrives as given, and the Message-ID is the one given back', async () => {
  const mail = await openCaughtMail(await makeDataDir())
  const content = Buffer.from('%PDF-1.7 ğüşıöçİ')
  const sent = await mail.send({
    ...MESSAGE,
    from_name: 'Ege Tekstil A.Ş.',
    reply_to: 'mali@ege.example',
    attachments: [{ filename: 'Mutabakat Çağdaş İğne.pdf', content, contentType: 'application/pdf' }],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Nabiz-Ref': 'MUT-2026-000123' },
  })
  const [caught] = await mail.catcher!.list()
  expect(caught).toMatchObject({
    envelope: { from: 'noreply@nabiz.example', to: ['muhasebe@ege.example'] },
    from: '"Ege Tekstil A.Ş." <noreply@nabiz.example>',
    to: 'muhasebe@ege.example',
    reply_to: 'mali@ege.example',
    subject: MESSAGE.subject,
    message_id: sent.message_id,
    html: MESSAGE.html,
  })
  expect(caught?.text.trim()).toBe(MESSAGE.text)
  expect(caught?.headers).toMatchObject({ 'auto-submitted': 'auto-generated', 'x-nabiz-ref': 'MUT-2026-000123' })
  expect(caught?.attachments).toEqual([
    {
      filename: 'Mutabakat Çağdaş İğne.pdf',
      content_type: 'application/pdf',
      size: content.length,
      base64: content.toString('base64'),
    },
  ])
  expect(sent.message_id).toMatch(/^<[0-9a-f-]{36}@nabiz\.example>$/)
})

test('[PN3] a given Message-ID is kept, whole or as its left part', async () => {
  const { mail, sink } = await openSinkMail()
  expect((await mail.send({ ...MESSAGE, message_id: '<delivery-1@mutabakat.nabiz>' })).message_id).toBe(
    '<delivery-1@mutabakat.nabiz>',
  )
  expect(await mail.send({ ...MESSAGE, message_id: 'task-1' })).toEqual({
    message_id: '<task-1@nabiz.example>',
    response: '250 queued as test-1',
  })
  expect(sink.messages.map(message => /^Message-ID: (.*)\r$/im.exec(message)?.[1])).toEqual([
    '<delivery-1@mutabakat.nabiz>',
    '<task-1@nabiz.example>',
  ])
  await expect(mail.send({ ...MESSAGE, message_id: '<a@b>\r\nBcc: x@y.tr' })).rejects.toMatchObject({
    code: 'bad_mail',
  })
})

test('[S70] [PN4] subject, names and file names cannot add a header or a recipient', async () => {
  const { mail, sink } = await openSinkMail()
  const inject = 'x\r\nBcc: evil@x.tr\r\n\r\n<script>\u2028\u0085'
  await mail.send({
    ...MESSAGE,
    subject: inject,
    from_name: `${inject}" <evil@x.tr>`,
    attachments: [{ filename: `..\\/${inject}`, content: Buffer.from('x'), contentType: 'text/plain' }],
  })
  expect(sink.recipients).toEqual(['muhasebe@ege.example'])
  const head = sink.messages[0]!.split('\r\n\r\n')[0]!
  expect(head).not.toMatch(/^bcc/im)
  expect(head.match(/^from:.*<([^>]+)>/im)?.[1]).toBe('noreply@nabiz.example')
})

test('[S70] [PN4] headers outside the list are refused, and so are control characters in their values', async () => {
  const { mail, sink } = await openSinkMail()
  const refused: Record<string, string>[] = [
    { Bcc: 'evil@x.tr' },
    { To: 'evil@x.tr' },
    { Sender: 'x' },
    { 'Content-Type': 'x' },
    { 'X-A\r\nBcc': 'e@x.tr' },
    { 'X-A': 'a\r\nBcc: e@x.tr' },
  ]
  for (const headers of refused)
    await expect(mail.send({ ...MESSAGE, headers })).rejects.toMatchObject({ code: 'bad_mail' })
  expect(sink.recipients).toEqual([])
})

const NAMED = [{ path: '/etc/hostname' }, { href: 'http://127.0.0.1:9/x' }]

test('[S71] [PN5] nothing that names a file or a web address is composed', async () => {
  const { mail, sink } = await openSinkMail()
  for (const content of NAMED) {
    const attachments = [{ filename: 'a', content, contentType: 'text/plain' }]
    for (const part of [{ attachments }, { html: content }, { text: content }])
      await expect(mail.send({ ...MESSAGE, ...part } as unknown as MailMessage)).rejects.toMatchObject({
        code: 'bad_mail',
      })
  }
  expect(sink.recipients).toEqual([])
})

test('[S71] [PN5] what slipped through would still not be read while sending', async () => {
  const { sink } = await openSinkMail()
  const pool = openSmtpPool({ host: '127.0.0.1', port: sink.port, ...FROM })
  onTestFinished(() => pool.close())
  for (const html of NAMED)
    await expect(pool.sendMail({ from: 'a@x.tr', to: 'b@x.tr', html })).rejects.toThrow(/access rejected/i)
  expect(sink.messages).toEqual([])
})

test.each([
  [550, 'mail_bounced', true],
  [553, 'mail_bounced', true],
  [451, 'mail_temporary', false],
  [421, 'mail_temporary', false],
])('[PN6] %i to the recipient is %s', async (code, expected, final) => {
  const { mail } = await openSinkMail({ refuse: () => code })
  await expect(mail.send(MESSAGE)).rejects.toMatchObject({ code: expected, final, extra: { response_code: code } })
})

test.each([
  [554, 'mail_bounced'],
  [452, 'mail_temporary'],
])('[PN6] %i to the content is %s', async (code, expected) => {
  const { mail } = await openSinkMail({ refuseData: () => code })
  await expect(mail.send(MESSAGE)).rejects.toMatchObject({
    code: expected,
    extra: { response: expect.stringContaining('told so') },
  })
})

test('[PN6] no server is worth another try', async () => {
  const { mail, sink } = await openSinkMail()
  await sink.close()
  await expect(mail.send(MESSAGE)).rejects.toMatchObject({ code: 'mail_temporary', final: false })
})

test.each([
  ['EAUTH', 535, 'mail_temporary'],
  ['EENVELOPE', 503, 'mail_temporary'],
  ['EENVELOPE', undefined, 'mail_temporary'],
  ['EMESSAGE', 554, 'mail_bounced'],
])('[PN6] %s %s is %s: a 5xx about ourselves says nothing about the mail', (code, responseCode, expected) => {
  expect(toMailFailure(Object.assign(new Error('x'), { code, responseCode }))).toMatchObject({ code: expected })
})

test('[PN7] a server without TLS never sees the password', async () => {
  const { mail, sink } = await openSinkMail(
    { smtp: { disabledCommands: ['STARTTLS'], allowInsecureAuth: true } },
    { user: 'u', password: 'gizli' },
  )
  await expect(mail.send(MESSAGE)).rejects.toMatchObject({ code: 'mail_temporary' })
  expect(sink.sign_ins).toEqual([])
})

test('[PN8] without SMTP nobody is reached, and it says so', async () => {
  const mail = await openCaughtMail(await makeDataDir())
  expect(mail.connected).toBe(false)
  expect((await mail.catcher!.address()).host).toBe('127.0.0.1')
  const { mail: real } = await openSinkMail()
  expect(real.connected).toBe(true)
  expect(real.catcher).toBe(null)
})

test('[PN40] a sender of another domain than the login is warned of', async () => {
  const warned: unknown[] = []
  const log = { warn: (about: unknown) => void warned.push(about), debug: () => {} }
  const dataDir = await makeDataDir()
  for (const user of ['ops@gmail.com', 'ops@Nabiz.example', 'ops']) {
    const smtp = { host: '127.0.0.1', port: 1, user, password: 'x', ...FROM }
    const mail = createMail({ smtp, dataDir, log, id: () => 'x', now: () => new Date() })
    await mail.close()
  }
  expect(warned).toEqual([{ login: 'gmail.com', sender: 'nabiz.example' }])
})
