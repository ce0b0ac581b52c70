/** The frame of every mail: accessible, without remote content, and deaf to markup in its values. */
import { createElement } from 'react'
import { expect, test } from 'vitest'
import { MailFrame, type MailFrameProps } from './mail-frame.ts'
import { renderMail } from './render-mail.ts'

const PROPS: MailFrameProps = {
  locale: 'tr',
  sender: 'Ege Tekstil A.Ş.',
  preview: 'Bakiyeniz için mutabakat bekleniyor',
  heading: 'Cari hesap mutabakatı: İstanbul ışığı',
  body: ['31.10.2026 itibarıyla bakiye 125.430,50 TL (borç).', 'Yanıtınızı 10 gün içinde bekleriz.'],
  button: { label: 'Mektubu aç', href: 'https://nabiz.example/p/m/abc?x=1&y=2', note: 'Düğme çalışmazsa:' },
  footer: ['Bu ileti Ege Tekstil A.Ş. adına gönderildi.'],
}
const render = (changes: Partial<MailFrameProps> = {}) => renderMail(createElement(MailFrame, { ...PROPS, ...changes }))

test('[PN11] language, title, one heading, one button, and nothing remote', async () => {
  const { html } = await render()
  expect(html).toMatch(/<html[^>]* lang="tr"/)
  expect(html).toContain(`<title>${PROPS.heading}</title>`)
  expect(html.match(/<h1/g)).toHaveLength(1)
  expect(html.match(/<a /g)).toHaveLength(2)
  expect(html).not.toMatch(/<img|<script|<link|@import|url\(/i)
  // Tables that only lay out must not be read out as tables.
  for (const table of html.match(/<table[^>]*>/g)!) expect(table).toContain('role="presentation"')
  const addresses = [...html.matchAll(/https?:\/\/[^"'\s<)]+/g)].map(([address]) => address.replaceAll('&amp;', '&'))
  expect(new Set(addresses.filter(address => !address.includes('w3.org')))).toEqual(new Set([PROPS.button!.href]))
})

test('[PN11] the text part has every sentence once, in its own letters', async () => {
  const { text } = await render()
  for (const sentence of [PROPS.sender, PROPS.heading, ...PROPS.body, PROPS.button!.href, ...PROPS.footer])
    expect(text).toContain(sentence)
  expect(text.split(PROPS.body[0] as string)).toHaveLength(2)
  expect(text).not.toContain(PROPS.preview)
  expect(text).not.toMatch(/<|&nbsp;|&amp;/)
})

test('[PN11] without a button there is no link', async () => {
  const { html } = await render({ button: undefined })
  expect(html).not.toContain('<a ')
})

const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '</title><svg onload=alert(1)>',
  '</style><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '#{7*7} <%= 7*7 %> {7*7}',
  '<!--[if mso]><script>alert(1)</script><![endif]-->',
  '&lt;script&gt;',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{display:none}</style>',
  '\u2028<b>\u0000',
]

test.each(PAYLOADS)('[PN10] %s stays text', async payload => {
  const plain = await render()
  const { html, text } = await render({
    sender: payload,
    preview: payload,
    heading: payload,
    body: [payload],
    footer: [payload],
    button: { ...PROPS.button!, label: payload },
  })
  const tags = (source: string) =>
    [...source.matchAll(/<([a-z0-9]+)/gi)].map(match => match[1]).filter(tag => !['p', 'div'].includes(tag!))
  expect(tags(html)).toEqual(tags(plain.html))
  expect(html).not.toMatch(/<script|<svg|<img|<style\b(?![^>]*data-)|onerror=alert\(1\)>$/m)
  expect(html).not.toContain('49')
  if (!payload.includes('\0')) expect(text.replace(/\s+/g, ' ')).toContain(payload.replace(/\s+/g, ' ').trim())
})

test('[PN10] a link is http or https, or there is no mail', async () => {
  for (const href of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'x'])
    await expect(render({ button: { ...PROPS.button!, href } })).rejects.toThrow()
})
