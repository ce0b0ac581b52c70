/** What the shell says, in English. Browsers load its parts, see `words.ts`. */
import type { Shape } from '#platform/contract'
import { accounts } from './accounts/en.ts'
import { administration } from './administration/en.ts'
import { shell } from './shell/en.ts'
import type { tr } from './tr.ts'
import { views } from './views/en.ts'
import { work } from './work/en.ts'

export const en = { ...shell, ...accounts, ...administration, ...views, ...work } as const satisfies Shape<typeof tr>
