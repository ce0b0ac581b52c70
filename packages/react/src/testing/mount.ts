/** Mounts components that render nothing with the real react-dom, on the few parts of a document it asks for then. */
import { act, createElement, type ReactElement, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const host = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean; window?: unknown }
host.IS_REACT_ACT_ENVIRONMENT = true
// React asks it for the event being handled and for the focused frame, of which there are none.
host.window ??= { event: undefined, HTMLIFrameElement: class {} }

const createContainer = (): Element => {
  const listen = { addEventListener: () => {}, removeEventListener: () => {} }
  const document = { ...listen, nodeType: 9, nodeName: '#document', defaultView: null, activeElement: null }
  const container = { ...listen, nodeType: 1, nodeName: 'DIV', tagName: 'DIV', ownerDocument: document }
  return { ...container, namespaceURI: 'http://www.w3.org/1999/xhtml', textContent: '' } as unknown as Element
}

export type Mounted = { render(element: ReactElement): Promise<void>; unmount(): Promise<void> }

/** In StrictMode, so every effect runs, is undone and runs again. */
export const mount = async (element: ReactElement): Promise<Mounted> => {
  const root = createRoot(createContainer())
  const render = (next: ReactElement) => act(async () => root.render(createElement(StrictMode, null, next)))
  await render(element)
  return { render, unmount: () => act(async () => root.unmount()) }
}
