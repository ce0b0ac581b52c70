/**
 * A mail's own HTML, looking as it does in a mail program. The frame runs no script and sends no form; links open new tabs.
 * The page's policy holds inside the frame too and refuses inline styles, so they are set through the CSSOM, which it allows.
 */
import { useEffect, useRef } from 'react'

/** `allow-same-origin` lets this page write into the frame; without `allow-scripts` nothing in it can use that. */
const RIGHTS = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'

export const MailFrame = ({ title, html }: { title: string; html: string }) => {
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    const target = frame.current?.contentDocument
    if (target) write(target, html)
  }, [html])
  return (
    <iframe
      ref={frame}
      title={title}
      sandbox={RIGHTS}
      className="min-h-[60dvh] w-full flex-1 rounded-card border border-line bg-[#ffffff]"
    />
  )
}

const HELD = 'data-held-style'

/** Renamed before parsing: the parser itself would try every style, and report each as a violation. */
const parsed = (html: string): Document => {
  const quiet = html
    .replace(/\sstyle=(?=["'])/gi, ` ${HELD}=`)
    .replace(/<(\/?)style\b/gi, '<$1held-style')
    .replace(/\son\w+\s*=/gi, ' data-refused=')
  return new DOMParser().parseFromString(quiet, 'text/html')
}

const write = (target: Document, html: string): void => {
  const mail = parsed(html)
  for (const part of mail.querySelectorAll('script, iframe, object, embed, base, meta, link')) part.remove()
  const Sheet = target.defaultView?.CSSStyleSheet
  if (Sheet) {
    target.adoptedStyleSheets = Array.from(mail.querySelectorAll('held-style'), style => {
      const sheet = new Sheet()
      sheet.replaceSync(style.textContent ?? '')
      return sheet
    })
  }
  for (const style of mail.querySelectorAll('held-style')) style.remove()
  target.body.replaceWith(target.adoptNode(mail.body))
  for (const part of target.querySelectorAll<HTMLElement>(`[${HELD}]`)) {
    part.style.cssText = part.getAttribute(HELD) ?? ''
    part.removeAttribute(HELD)
  }
  for (const link of target.querySelectorAll('a')) {
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
  }
}
