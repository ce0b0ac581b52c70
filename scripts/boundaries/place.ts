/** Says which room of the house a path stands in. */

/**
 * - `package`: packages/{name}/src; `layer` is the folder in src, or the file name of a file directly in src
 * - `platform`: suite/platform/{folder}
 * - `application`: suite/apps/{name}; `layer` is the folder, or the file name of one of its doors
 * - `web`: suite/web, likewise
 * - `suite`: a file directly in suite
 * - `outside`: everything else, scripts and tests
 */
export type Place =
  | { kind: 'package'; name: string; layer: string; folder: boolean }
  | { kind: 'platform'; name: string }
  | { kind: 'application'; name: string; layer: string; folder: boolean }
  | { kind: 'web'; layer: string; folder: boolean }
  | { kind: 'suite' }
  | { kind: 'outside' }

export const placeOf = (path: string): Place => {
  const [top, area = '', third = '', fourth = '', fifth] = path.split('/')
  if (top === 'packages') {
    if (third !== 'src') return { kind: 'package', name: area, layer: '', folder: false }
    return { kind: 'package', name: area, layer: fourth, folder: fifth !== undefined }
  }
  if (top !== 'suite') return { kind: 'outside' }
  if (area === 'platform') return { kind: 'platform', name: third }
  if (area === 'apps') return { kind: 'application', name: third, layer: fourth, folder: fifth !== undefined }
  if (area === 'web') return { kind: 'web', layer: third, folder: fourth !== '' }
  return { kind: 'suite' }
}

/** The workspace a path belongs to: the folder with its package.json. */
export const workspaceOf = (path: string): string => {
  const [top, area] = path.split('/')
  if (top === 'packages') return `packages/${area}`
  return top === 'suite' ? 'suite' : ''
}
