/** The order of the house as a table: which folder may import which. ARCHITECTURE.md says why; change both together. */

/** Lowest first. A name may import what stands on an earlier line; names on one line do not know each other. */
export type Order = readonly (readonly string[])[]

export const PACKAGES: Order = [['protocol'], ['server', 'client'], ['react'], ['redis']]

/**
 * Layers inside a package's `src/`. `ground` are files every layer may stand on; files of `src/` that are not named
 * there stand on top of all layers. `above` are folders that stand on those files too: they use the whole as a
 * stranger would. A folder that is not named is a fault: nobody would be watching it.
 */
export type Layers = { ground: readonly string[]; order: Order; above?: Order }

export const LAYERS: Record<string, Layers> = {
  protocol: { ground: [], order: [] },
  server: {
    ground: [],
    order: [['broker'], ['room'], ['token'], ['session'], ['transport'], ['api', 'metrics']],
    above: [['command']],
  },
  client: {
    ground: ['failure.ts', 'listeners.ts', 'backoff.ts'],
    order: [['outside'], ['transport'], ['connection'], ['room'], ['outbox']],
    above: [['tabs']],
  },
  react: { ground: [], order: [], above: [['components']] },
  redis: { ground: [], order: [] },
}

/** Folders of suite/platform. */
export const PLATFORM: Order = [
  ['contract', 'locales', 'threads'],
  ['store'],
  ['identity'],
  ['cache'],
  ['jobs'],
  ['files'],
  ['documents', 'sheets'],
  ['notify'],
  ['audit'],
  ['privacy'],
  ['views'],
  ['monitor'],
  ['app'],
]

/**
 * Folders of every application; files beside them (app.ts, web.tsx) are its two doors. `documents` and `mails` lay out
 * what services send, `sample` is what they fill a first start with.
 */
export const APPLICATION: Order = [
  ['contract'],
  ['domain'],
  ['data', 'documents', 'mails', 'sample'],
  ['services'],
  ['jobs', 'live', 'http'],
]
/** Folders that every layer of an application may read. */
export const EVERYWHERE = ['locales'] as const

/** What only shows: these folders of an application see nothing of the server. */
export const SCREENS = 'screens'
export const SCREENS_SEE = ['contract', 'domain', 'locales', 'screens'] as const

/** Parts of suite/platform that a browser may load. */
export const SHARED_PLATFORM = ['contract', 'locales'] as const

/** Folders of suite/web, the shell. The files on top of them mount the applications. */
export const WEB: Layers = {
  ground: ['define-web-application.ts', 'vite-env.d.ts'],
  order: [['az-intl', 'format'], ['locales'], ['api'], ['session'], ['kit', 'sw'], ['shell'], ['pages']],
}

/** What of suite/web the applications' screens are built with; the rest of the shell knows the applications. */
export const WEB_FOR_SCREENS = ['define-web-application.ts', 'format', 'api', 'session', 'kit'] as const

/** Parts of suite/web that run in Node while the screens are built. */
export const WEB_BUILD = ['build', 'vite.config.ts'] as const

/** Packages that run in a browser. */
export const BROWSER_PACKAGES = ['protocol', 'client', 'react'] as const

/** The one place that starts; nothing imports it. */
export const MAIN = 'suite/main.ts'

/** The files that may know every part: main and the lists that it starts with. */
export const TOP_FILES = [MAIN, 'suite/applications.ts', 'suite/sample.ts'] as const

/** Libraries that need a server: a browser file that imports one ships a broken page or a secret. */
export const SERVER_LIBRARIES = [
  'better-auth',
  'csv-parse',
  'fastify',
  'fastify-type-provider-zod',
  'hucre',
  'jose',
  'kysely',
  'mailparser',
  'nodemailer',
  'pdfkit',
  'pg',
  'pg-boss',
  'pino',
  'prom-client',
  'sharp',
  'smtp-server',
  'ws',
] as const

/** Position of a name in an order; -1 when the order does not know it. */
export const level = (order: Order, name: string): number => order.findIndex(line => line.includes(name))

/** Position among layers of a folder, or of a file beside the folders: under all of them or on top of them. */
export const rank = (layers: Layers, place: { layer: string; folder: boolean }): number => {
  if (place.folder) {
    const above = level(layers.above ?? [], place.layer)
    return above < 0 ? level(layers.order, place.layer) : layers.order.length + 1 + above
  }
  return layers.ground.includes(place.layer) ? -1 : layers.order.length
}
