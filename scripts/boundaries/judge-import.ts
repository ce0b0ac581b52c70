/** Decides whether one file may import one other place: the rules of the house, as sentences. */
import {
  APPLICATION,
  BROWSER_PACKAGES,
  EVERYWHERE,
  LAYERS,
  type Layers,
  level,
  MAIN,
  type Order,
  PACKAGES,
  PLATFORM,
  rank,
  SCREENS,
  SCREENS_SEE,
  SHARED_PLATFORM,
  TOP_FILES,
  WEB,
  WEB_BUILD,
  WEB_FOR_SCREENS,
} from './house.ts'
import { type Place, placeOf } from './place.ts'

type Layered = { layer: string; folder: boolean }

const has = (names: readonly string[], name: string): boolean => names.includes(name)

/** A file that a browser loads. The build's own configuration lies in suite/web but runs in Node. */
export const isBrowserFile = (path: string): boolean => {
  const place = placeOf(path)
  if (place.kind === 'package') return has(BROWSER_PACKAGES, place.name)
  if (place.kind === 'platform') return has(SHARED_PLATFORM, place.name)
  if (place.kind === 'web') return !has(WEB_BUILD, place.layer)
  if (place.kind === 'application') return has(SCREENS_SEE, place.layer) || place.layer === 'web.tsx'
  return false
}

const below = (order: Order, from: string, to: string): boolean => level(order, to) < level(order, from)

/** Between two layers of one room: down is allowed, and files on top may know each other. */
const judgeLayers = (layers: Layers, from: Layered, to: Layered): boolean => {
  if (from.layer === to.layer || rank(layers, to) < rank(layers, from)) return true
  return !from.folder && !to.folder && rank(layers, from) === rank(layers, to)
}

const judgePackage = (from: Place & { kind: 'package' }, to: Place & { kind: 'package' }): string | null => {
  if (from.name !== to.name) {
    return below(PACKAGES, from.name, to.name) ? null : `package ${from.name} is below or beside package ${to.name}`
  }
  const layers = LAYERS[from.name]
  if (layers === undefined || judgeLayers(layers, from, to)) return null
  return `${from.layer} is below or beside ${to.layer} in package ${from.name}`
}

const judgeApplication = (
  from: Place & { kind: 'application' },
  to: Place & { kind: 'application' },
): string | null => {
  if (from.name !== to.name) return `application ${from.name} reaches into application ${to.name}`
  if (from.layer === to.layer) return null
  if (from.layer === SCREENS) return has(SCREENS_SEE, to.layer) ? null : `${SCREENS}/ reaches into ${to.layer}`
  if (from.layer === 'web.tsx') return has(SCREENS_SEE, to.layer) ? null : `web.tsx reaches into ${to.layer}`
  if (to.layer === SCREENS || to.layer === 'web.tsx') return `${from.layer} of the server reaches into ${to.layer}`
  if (!to.folder && from.folder) return `${from.layer}/ is below ${to.layer}, the application's door`
  if (!from.folder || has(EVERYWHERE, to.layer)) return null
  return below(APPLICATION, from.layer, to.layer) ? null : `${from.layer}/ is below or beside ${to.layer}/`
}

type Platform = Place & { kind: 'platform' }

const judgeIntoPlatform = (from: Place, fromPath: string, to: Platform, toPath: string): string | null => {
  if (from.kind === 'package') return `package ${from.name} reaches into the suite`
  if (from.kind === 'platform' && from.name === to.name) return null
  if (to.name !== 'locales' && !toPath.endsWith(`/${to.name}/index.ts`)) return `passes the door of platform/${to.name}`
  if (has(SHARED_PLATFORM, to.name)) return null
  if (isBrowserFile(fromPath)) return `browser code imports server code (platform/${to.name})`
  if (from.kind !== 'platform') return null
  return below(PLATFORM, from.name, to.name) ? null : `platform/${from.name} is below or beside platform/${to.name}`
}

const judgeFromWeb = (from: Place & { kind: 'web' }, to: Place): string | null => {
  if (to.kind === 'web') {
    if (has(WEB_BUILD, from.layer))
      return has(WEB_BUILD, to.layer) ? null : `the build of suite/web loads web/${to.layer}`
    return judgeLayers(WEB, from, to) ? null : `web/${from.layer} is below or beside web/${to.layer}`
  }
  if (to.kind !== 'application') return 'suite/web imports server code'
  if (has(WEB_FOR_SCREENS, from.layer)) return `web/${from.layer} is below application ${to.name}`
  const door = to.layer === 'web.tsx' || to.layer === 'locales'
  return door ? null : `suite/web passes the door of application ${to.name} (${to.layer})`
}

/** The rule that an import breaks, or null when it is allowed. Both paths are relative to the repository. */
export const judgeImport = (fromPath: string, toPath: string): string | null => {
  const from = placeOf(fromPath)
  const to = placeOf(toPath)
  if (toPath === MAIN) return `nothing imports ${MAIN}`
  if (has(TOP_FILES, fromPath) || from.kind === 'outside') return null
  if (to.kind === 'platform') return judgeIntoPlatform(from, fromPath, to, toPath)
  if (from.kind === 'package')
    return to.kind === 'package' ? judgePackage(from, to) : `package ${from.name} reaches out of packages/`
  if (to.kind === 'package') {
    const forBrowsers = has(BROWSER_PACKAGES, to.name)
    return isBrowserFile(fromPath) && !forBrowsers ? `browser code imports server code (@nabiz/${to.name})` : null
  }
  if (from.kind === 'platform') return `platform/${from.name} is below ${toPath}`
  if (from.kind === 'web') return judgeFromWeb(from, to)
  if (from.kind === 'application') {
    if (to.kind === 'application') return judgeApplication(from, to)
    const shows = from.layer === SCREENS || from.layer === 'web.tsx'
    if (to.kind === 'web')
      return shows && has(WEB_FOR_SCREENS, to.layer) ? null : `${from.layer} reaches into suite/web`
    return `application ${from.name} reaches into ${toPath}`
  }
  return to.kind === 'suite' ? null : `${fromPath} reaches into ${toPath}: only ${TOP_FILES.join(', ')} know every part`
}
