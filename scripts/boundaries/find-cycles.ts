/** Finds rings of files that import each other, types included. */

/** Every ring is reported once, as the path that closes it. */
export const findCycles = (graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] => {
  const rings: string[][] = []
  const state = new Map<string, 'open' | 'done'>()
  const walk = (file: string, path: readonly string[]): void => {
    const seen = state.get(file)
    if (seen === 'open') rings.push([...path.slice(path.indexOf(file)), file])
    if (seen !== undefined) return
    state.set(file, 'open')
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    state.set(file, 'done')
  }
  for (const file of graph.keys()) walk(file, [])
  return rings
}
