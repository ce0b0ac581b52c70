/** Gives React Aria, which has no Azerbaijani, our sentences in that language, beside those of the languages it has. */
import { join } from 'node:path'
import type { Plugin } from 'vite'

const SENTENCES = join(import.meta.dirname, '../az-intl/aria-sentences.ts')

/** Where React Aria gathers the languages of one of its packages. */
const GATHERED =
  /[/\\](?:react-aria[/\\]dist[/\\]private[/\\](\w+)|react-aria-components[/\\]dist[/\\]private)[/\\]intlStrings\.mjs$/
const ENGLISH = /^( *)"en-US": ([\w$]+),$/m

/** The packages whose sentences we have: the exports of `aria-sentences.ts`. */
const SAID = new Set([
  ...['autocomplete', 'calendar', 'combobox', 'datepicker', 'dnd', 'grid', 'menu', 'numberfield', 'overlays'],
  ...['searchfield', 'spinbutton', 'components'],
])

export const ariaInAzerbaijani = (): Plugin => ({
  name: 'nabiz:aria-in-azerbaijani',
  enforce: 'pre',
  transform: {
    filter: { id: GATHERED },
    handler(code, id) {
      const [, folder = 'components'] = GATHERED.exec(id)!
      if (!SAID.has(folder)) return null
      // A new version that gathers in another way must not go back to English in silence.
      if (!ENGLISH.test(code)) this.error(`React Aria gathers its languages in a way this plugin does not know: ${id}`)
      const added = code.replace(ENGLISH, '$1"en-US": $2,\n$1"az-AZ": { ...$2, ...inAzerbaijani },')
      return { code: `import { ${folder} as inAzerbaijani } from ${JSON.stringify(SENTENCES)};\n${added}`, map: null }
    },
  },
})
