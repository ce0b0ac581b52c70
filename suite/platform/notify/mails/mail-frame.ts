/** The one frame of every mail: whose it is, what it says, one button, why the reader got it. Nothing in it is remote. */
// One by one: the package that has them all loads a CSS compiler with them.
import { Body } from '@react-email/body'
import { Button } from '@react-email/button'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Heading } from '@react-email/heading'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Img } from '@react-email/img'
import { Link } from '@react-email/link'
import { Preview } from '@react-email/preview'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { createElement, type ReactElement, type ReactNode } from 'react'
import type { Locale } from '#platform/contract'

export type MailFrameProps = {
  locale: Locale
  /** Whose mail it is: the company's title, or the product's name. */
  sender: string
  /** Its logo: LOGO_SRC in a mail that is sent, a `data:` address in a preview. */
  logo?: string | undefined
  /** The line a mail program shows in its list. */
  preview: string
  heading: string
  /** Paragraphs as text, or ready elements such as a table. */
  body: readonly (string | ReactElement)[]
  /** The one thing to do. Its link is shown again as text below, for readers whose program drops buttons. */
  button?: { label: string; href: string; note: string } | undefined
  footer: readonly string[]
}

/** Content-ID of the logo among the attachments. */
export const LOGO_CID = 'company-logo'
export const LOGO_SRC = `cid:${LOGO_CID}`

const FONT = "'Onest', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
// Pairs with a contrast of at least 4.5:1 on their ground.
const INK = '#14201f'
const QUIET = '#55615f'
const BRAND = '#0f766e'

const paragraph = { margin: '0 0 14px', fontSize: '15px', lineHeight: '24px', color: INK }
const small = { margin: '0 0 6px', fontSize: '12px', lineHeight: '18px', color: QUIET }

export const MailFrame = (props: MailFrameProps): ReactElement =>
  createElement(
    Html,
    { lang: props.locale, dir: 'ltr' },
    createElement(Head, null, createElement('title', null, props.heading)),
    // The preview repeats the first sentence; in the text part it would stand there twice.
    createElement('div', { 'data-text-skip': 'true' }, createElement(Preview, null, props.preview)),
    createElement(
      Body,
      { style: { margin: 0, backgroundColor: '#eef3f2', fontFamily: FONT } },
      createElement(
        Container,
        { style: { maxWidth: '600px', margin: '0 auto', padding: '24px 12px' } },
        createElement(
          Section,
          { style: { backgroundColor: '#ffffff', borderRadius: '12px', border: '1px solid #d6dede', padding: '28px' } },
          props.logo === undefined ? null : logoOf(props.logo),
          createElement(
            Text,
            { style: { margin: '0 0 18px', fontSize: '13px', lineHeight: '18px', fontWeight: 600, color: BRAND } },
            props.sender,
          ),
          createElement(
            Heading,
            { as: 'h1', style: { margin: '0 0 16px', fontSize: '21px', lineHeight: '28px', color: INK } },
            props.heading,
          ),
          ...props.body.map((part, key) => bodyPart(part, key)),
          props.button ? callToAction(props.button) : null,
        ),
        createElement(Section, { style: { padding: '16px 28px 0' } }, ...props.footer.map(footerLine)),
      ),
    ),
  )

/** The name stands below it as text, so to a screen reader the picture is decoration. */
const logoOf = (src: string): ReactNode => {
  if (src !== LOGO_SRC && !src.startsWith('data:image/')) throw new TypeError('a logo travels with its mail')
  return createElement(Img, {
    src,
    alt: '',
    height: 40,
    style: { margin: '0 0 14px', maxWidth: '220px', height: '40px' },
  })
}

const bodyPart = (part: string | ReactElement, key: number): ReactNode =>
  typeof part === 'string' ? createElement(Text, { key, style: paragraph }, part) : part

const footerLine = (line: string, key: number): ReactNode => createElement(Text, { key, style: small }, line)

const callToAction = (button: NonNullable<MailFrameProps['button']>): ReactNode => {
  const href = webLink(button.href)
  return createElement(
    Section,
    { style: { margin: '22px 0 0' } },
    createElement(
      Button,
      {
        href,
        style: {
          backgroundColor: BRAND,
          color: '#ffffff',
          fontSize: '15px',
          fontWeight: 600,
          padding: '13px 22px',
          borderRadius: '8px',
        },
      },
      button.label,
    ),
    createElement(Hr, { style: { borderColor: '#e3eae9', margin: '24px 0 12px' } }),
    createElement(Text, { style: small }, button.note),
    createElement(Link, { href, style: { ...small, wordBreak: 'break-all' } }, href),
  )
}

/** React escapes text but not meaning: `javascript:` in an href would still be a link. */
const webLink = (href: string): string => {
  const { protocol } = new URL(href)
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError('a mail links only to http and https')
  return href
}
