/** The boundaries guard against planted faults: each must turn it red, and the clean house must stay green. */
import { expect, test } from 'vitest'
import { checkBoundaries } from './check-boundaries.ts'
import { plantTree } from './planted-tree.ts'

const manifest = (name: string, more: object = {}): string => JSON.stringify({ name, ...more })

/** One file per room of the house, each importing what lies below it. */
const CLEAN: Record<string, string> = {
  'package.json': manifest('root', { devDependencies: { vitest: '5.1.1' } }),
  'packages/protocol/package.json': manifest('@nabiz/protocol', { exports: { '.': './src/index.ts' } }),
  'packages/protocol/src/index.ts': "export * from './frames.ts'\n",
  'packages/protocol/src/frames.ts': 'export type Frame = { type: string }\n',
  'packages/server/package.json': manifest('@nabiz/server', {
    exports: { '.': './src/index.ts' },
    dependencies: { '@nabiz/protocol': '0.1.0', ws: '8.23.0' },
    devDependencies: { '@nabiz/client': '0.1.0' },
  }),
  'packages/server/src/index.ts': "export * from './server.ts'\n",
  'packages/server/src/server.ts': "import { openRoom } from './room/room.ts'\nexport const server = openRoom\n",
  'packages/server/src/broker/broker.ts': "import type { Frame } from '@nabiz/protocol'\nexport type Broker = Frame\n",
  'packages/server/src/room/room.ts':
    "import { createHash } from 'node:crypto'\nimport type { Broker } from '../broker/broker.ts'\nexport const openRoom = (b: Broker) => createHash(b.type)\n",
  'packages/server/src/server.test.ts':
    "import { test } from 'vitest'\nimport '@nabiz/client'\nimport './broker/broker.ts'\ntest\n",
  'packages/client/package.json': manifest('@nabiz/client', { dependencies: { '@nabiz/protocol': '0.1.0' } }),
  'packages/client/src/index.ts': "import type { Frame } from '@nabiz/protocol'\nexport type Client = Frame\n",
  'suite/package.json': manifest('@nabiz/suite', {
    imports: { '#platform/*': './platform/*/index.ts' },
    dependencies: { '@nabiz/server': '0.1.0', '@nabiz/client': '0.1.0', kysely: '0.29.9', react: '19.3.1' },
  }),
  'suite/config.ts': 'export const config = {}\n',
  'suite/main.ts':
    "import { app } from './apps/mutabakat/app.ts'\nimport { config } from './config.ts'\nimport { server } from '@nabiz/server'\nimport { openStore } from '#platform/store'\nexport { app, config, server, openStore }\n",
  'suite/platform/contract/index.ts': "export * from './money.ts'\n",
  'suite/platform/contract/money.ts': 'export type Money = { minor: bigint }\n',
  'suite/platform/store/index.ts': "export * from './open-store.ts'\n",
  'suite/platform/store/open-store.ts': "import { Kysely } from 'kysely'\nexport const openStore = () => Kysely\n",
  'suite/platform/jobs/index.ts': "import { openStore } from '#platform/store'\nexport const jobs = openStore\n",
  'suite/apps/mutabakat/contract/letter.ts':
    "import type { Money } from '#platform/contract'\nexport type Letter = Money\n",
  'suite/apps/mutabakat/domain/total.ts':
    "import type { Letter } from '../contract/letter.ts'\nexport const total = (l: Letter) => l.minor\n",
  'suite/apps/mutabakat/data/letters.ts':
    "import { openStore } from '#platform/store'\nexport const letters = openStore\n",
  'suite/apps/mutabakat/services/send.ts':
    "import { letters } from '../data/letters.ts'\nexport const send = letters\n",
  'suite/apps/mutabakat/http/routes.ts': "import { send } from '../services/send.ts'\nexport const routes = [send]\n",
  'suite/apps/mutabakat/app.ts': "import { routes } from './http/routes.ts'\nexport const app = routes\n",
  'suite/apps/mutabakat/screens/list.tsx':
    "import { total } from '../domain/total.ts'\nimport { Button } from '../../../web/kit/button.tsx'\nexport const List = [total, Button]\n",
  'suite/apps/mutabakat/web.tsx': "export const web = () => import('./screens/list.tsx')\n",
  'suite/apps/dropship/contract/stock.ts': 'export type Stock = { count: number }\n',
  'suite/web/shell/shell.tsx': "import { web } from '../../apps/mutabakat/web.tsx'\nexport const Shell = web\n",
  'suite/web/define-web-application.ts': 'export const defineWebApplication = 1\n',
  'suite/web/kit/button.tsx':
    "import '../define-web-application.ts'\nimport { useId } from 'react'\nexport const Button = useId\n",
  'suite/web/vite.config.ts': "import { resolve } from 'node:path'\nexport { resolve }\n",
}

const problemsOf = (changes: Record<string, string>): readonly string[] => {
  using tree = plantTree({ ...CLEAN, ...changes })
  return checkBoundaries(tree.root).problems
}

test('[G1] the clean house has no problem', () => {
  expect(problemsOf({})).toEqual([])
})

const FAULTS: [string, string, string, RegExp][] = [
  [
    'a lower package imports a higher one',
    'packages/protocol/src/frames.ts',
    "import '@nabiz/server'",
    /below or beside package server/,
  ],
  [
    'packages on one line meet',
    'packages/client/src/index.ts',
    "import type { A } from '@nabiz/server'",
    /beside package server/,
  ],
  ['a package imports the suite', 'packages/server/src/server.ts', "import '@nabiz/suite'", /reaches/],
  [
    'a test of a package imports the suite',
    'packages/server/src/server.test.ts',
    "import '../../../suite/config.ts'",
    /leaves its package/,
  ],
  [
    'a layer imports a higher layer',
    'packages/server/src/broker/broker.ts',
    "import '../room/room.ts'",
    /broker is below or beside room/,
  ],
  [
    'a layer imports the top file',
    'packages/server/src/room/room.ts',
    "import '../server.ts'",
    /room is below or beside server\.ts/,
  ],
  ['a layer nobody named', 'packages/server/src/gossip/gossip.ts', 'export {}', /gossip\/ of package server is not in/],
  ['a package nobody named', 'packages/extra/src/index.ts', 'export {}', /package extra is not in/],
  [
    'a relative import leaves its package',
    'packages/client/src/index.ts',
    "export * from '../../protocol/src/frames.ts'",
    /leaves its package/,
  ],
  [
    'an undeclared library',
    'packages/server/src/server.ts',
    "import pino from 'pino'",
    /not declared in packages\/server/,
  ],
  [
    'a development dependency in a source',
    'packages/server/src/server.ts',
    "import { x } from '@nabiz/client'",
    /not declared/,
  ],
  [
    'Node in a browser package',
    'packages/client/src/index.ts',
    "import { join } from 'node:path'",
    /browser code imports Node/,
  ],
  [
    'Node without its prefix',
    'packages/client/src/index.ts',
    "import { join } from 'path'",
    /browser code imports Node/,
  ],
  [
    'the store imports jobs',
    'suite/platform/store/open-store.ts',
    "import type { J } from '#platform/jobs'",
    /store is below or beside platform\/jobs/,
  ],
  [
    'the platform imports an application',
    'suite/platform/jobs/index.ts',
    "import '../../apps/mutabakat/app.ts'",
    /platform\/jobs is below/,
  ],
  ['a platform folder nobody named', 'suite/platform/common/index.ts', 'export {}', /platform\/common is not in/],
  [
    'past the door of a platform folder',
    'suite/apps/mutabakat/services/send.ts',
    "import '../../../platform/store/open-store.ts'",
    /passes the door/,
  ],
  [
    'an application imports another',
    'suite/apps/dropship/contract/stock.ts',
    "import type { L } from '../../mutabakat/contract/letter.ts'",
    /reaches into application mutabakat/,
  ],
  [
    'a test imports another application',
    'suite/apps/dropship/domain/stock.test.ts',
    "import '../../mutabakat/domain/total.ts'",
    /reaches into application mutabakat/,
  ],
  [
    'the domain reads a table',
    'suite/apps/mutabakat/domain/total.ts',
    "import { letters } from '../data/letters.ts'",
    /domain\/ is below or beside data/,
  ],
  [
    'the domain reads the store',
    'suite/apps/mutabakat/domain/total.ts',
    "import { openStore } from '#platform/store'",
    /browser code imports server code/,
  ],
  [
    'a table calls a service',
    'suite/apps/mutabakat/data/letters.ts',
    "import { send } from '../services/send.ts'",
    /data\/ is below or beside services/,
  ],
  [
    'a source uses what tests use',
    'suite/platform/store/open-store.ts',
    "import './testing/database.ts'",
    /what ships imports what only tests use/,
  ],
  [
    'live and http meet',
    'suite/apps/mutabakat/live/letters.ts',
    "import '../http/routes.ts'",
    /live\/ is below or beside http/,
  ],
  ['a layer imports the door', 'suite/apps/mutabakat/services/send.ts', "import '../app.ts'", /below app\.ts/],
  [
    'an application folder nobody named',
    'suite/apps/mutabakat/helpers/x.ts',
    'export {}',
    /helpers\/ of application mutabakat/,
  ],
  [
    'a screen calls a service',
    'suite/apps/mutabakat/screens/list.tsx',
    "import { send } from '../services/send.ts'",
    /screens\/ reaches into services/,
  ],
  [
    'a screen loads server platform',
    'suite/apps/mutabakat/screens/list.tsx',
    "import type { S } from '#platform/store'",
    /browser code imports server code/,
  ],
  [
    'a screen loads a server library',
    'suite/apps/mutabakat/screens/list.tsx',
    "import { Kysely } from 'kysely'",
    /library of the server/,
  ],
  [
    'a screen imports the shell',
    'suite/apps/mutabakat/screens/list.tsx',
    "import '../../../web/shell/shell.tsx'",
    /reaches into suite\/web/,
  ],
  [
    'a service imports a screen',
    'suite/apps/mutabakat/services/send.ts',
    "import '../screens/list.tsx'",
    /of the server reaches into screens/,
  ],
  [
    'the shell imports a service',
    'suite/web/shell/shell.tsx',
    "import '../../apps/mutabakat/services/send.ts'",
    /passes the door of application/,
  ],
  [
    'the shell loads the engine',
    'suite/web/shell/shell.tsx',
    "import '@nabiz/server'",
    /browser code imports server code/,
  ],
  ['the shell loads the configuration', 'suite/web/shell/shell.tsx', "import '../../config.ts'", /server code/],
  [
    'the kit knows an application',
    'suite/web/kit/button.tsx',
    "import '../../apps/mutabakat/web.tsx'",
    /web\/kit is below application/,
  ],
  ['a folder of the shell nobody named', 'suite/web/misc/x.ts', 'export {}', /web\/misc is not in/],
  [
    'a format knows the kit',
    'suite/web/format/date.ts',
    "import '../kit/button.tsx'",
    /web\/format is below or beside web\/kit/,
  ],
  [
    'the kit knows the shell',
    'suite/web/kit/button.tsx',
    "import '../shell/shell.tsx'",
    /web\/kit is below or beside web\/shell/,
  ],
  ['somebody imports main', 'suite/apps/mutabakat/app.ts', "import '../../main.ts'", /nothing imports suite\/main\.ts/],
  [
    'an application reads the configuration',
    'suite/apps/mutabakat/services/send.ts',
    "import '../../../config.ts'",
    /reaches into suite\/config\.ts/,
  ],
  ['another file knows an application', 'suite/config.ts', "import './apps/mutabakat/app.ts'", /only suite\/main\.ts/],
  [
    'an import over several lines with a quote in a comment',
    'packages/client/src/index.ts',
    "import {\n  a, // it's\n  b,\n} from 'node:path'",
    /imports Node/,
  ],
  [
    'an import in an expression',
    'packages/client/src/index.ts',
    "export type P = typeof import('node:path')",
    /imports Node/,
  ],
  [
    'a worker by its address',
    'suite/apps/mutabakat/screens/list.tsx',
    "new URL('../services/send.ts', import.meta.url)",
    /reaches into services/,
  ],
]

test.each(FAULTS)('[G2] %s', (_name, path, text, expected) => {
  const problems = problemsOf({ [path]: `${text}\n` })
  expect(problems.join('\n')).toMatch(expected)
})

test('[G3] a ring is found, of types too, and through a door', () => {
  const ring = problemsOf({
    'suite/platform/store/open-store.ts': "import type { A } from './pool.ts'\nexport type B = A\n",
    'suite/platform/store/pool.ts': "import type { B } from './open-store.ts'\nexport type A = B\n",
  })
  expect(ring.join('\n')).toMatch(/import each other: .*open-store\.ts → .*pool\.ts → .*open-store\.ts/)
  const door = problemsOf({ 'suite/platform/store/open-store.ts': "import type { A } from '#platform/store'\n" })
  expect(door.join('\n')).toMatch(/import each other/)
})

test('[G4] reading nothing is a failure', () => {
  using empty = plantTree({ 'package.json': '{}' })
  expect(checkBoundaries(empty.root).problems.join()).toMatch(/0 files read/)
})

test('[G5] what stands in a comment is not an import', () => {
  const text = "/**\n * @example import { join } from 'node:path'\n */\n// import 'node:fs'\nexport const client = 1\n"
  expect(problemsOf({ 'packages/client/src/index.ts': text })).toEqual([])
})
