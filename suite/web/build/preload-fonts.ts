/** Adds `<link rel="preload">` for the named fonts: without it they are found only after the CSS, and text jumps. */
import type { HtmlTagDescriptor, Plugin } from 'vite'

export const preloadFonts = (names: RegExp): Plugin => ({
  name: 'nabiz:preload-fonts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, context): HtmlTagDescriptor[] =>
      Object.keys(context.bundle ?? {})
        .filter(file => file.endsWith('.woff2') && names.test(file))
        .map(file => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
          injectTo: 'head',
        })),
  },
})
