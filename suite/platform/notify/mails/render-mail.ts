/** A mail template (a React element) as HTML and as the text part beside it. */
import { render, toPlainText } from '@react-email/render'
import type { ReactElement } from 'react'

export type RenderedMail = { html: string; text: string }

/** Left alone, html-to-text writes headings in capitals without knowing Turkish: "Cari" would become "CARI". */
const SELECTORS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(selector => ({ selector, options: { uppercase: false } }))

/** Values in the element are escaped by React; what arrives as text stays text. */
export const renderMail = async (element: ReactElement): Promise<RenderedMail> => {
  const html = await render(element)
  const text = toPlainText(html, {
    wordwrap: 100,
    selectors: [
      ...SELECTORS,
      { selector: 'table', options: { uppercaseHeaderCells: false } },
      { selector: '[data-text-skip]', format: 'skip' },
    ],
  })
  return { html, text: text.trim() }
}
