/** Takes out the `<style>` sonner injects when it loads: the policy refuses it, and we import its stylesheet as a file. */
import type { Plugin } from 'vite'

const CALL = /^__insertCSS\((["'`]).*\1\);?$/m

export const sonnerWithoutStyle = (): Plugin => ({
  name: 'nabiz:sonner-without-style',
  enforce: 'pre',
  transform: {
    filter: { id: /[/\\]sonner[/\\]dist[/\\]index\.mjs$/ },
    handler(code) {
      // A new version that injects in another way must not slip through: the browser would report it on every page.
      if (!CALL.test(code)) this.error('sonner injects its style in a way this plugin does not know')
      return { code: code.replace(CALL, ''), map: null }
    },
  },
})
