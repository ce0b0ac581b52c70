/** A small tree of files in a temporary folder, for planting the faults that a guard has to find. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export type PlantedTree = { root: string } & Disposable

/** Writes the files and removes them again when the tree goes out of scope (`using`). */
export const plantTree = (files: Record<string, string>): PlantedTree => {
  const root = mkdtempSync(join(tmpdir(), 'nabiz-planted-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) }
}
