/** What the shell says, in Azerbaijani. Browsers load its parts, see `words.ts`. */
import type { Shape } from '#platform/contract'
import { accounts } from './accounts/az.ts'
import { administration } from './administration/az.ts'
import { shell } from './shell/az.ts'
import type { tr } from './tr.ts'
import { views } from './views/az.ts'
import { work } from './work/az.ts'

export const az = { ...shell, ...accounts, ...administration, ...views, ...work } as const satisfies Shape<typeof tr>
