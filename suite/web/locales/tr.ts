/** What the shell says, in Turkish: the catalogue that gives the other two their shape. Browsers load its parts, see `words.ts`. */
import { accounts } from './accounts/tr.ts'
import { administration } from './administration/tr.ts'
import { shell } from './shell/tr.ts'
import { views } from './views/tr.ts'
import { work } from './work/tr.ts'

export const tr = { ...shell, ...accounts, ...administration, ...views, ...work } as const
