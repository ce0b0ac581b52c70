/** Writes `name.br` beside every text file of the build, so the server compresses nothing at run time. */

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const compress = promisify(brotliCompress)
const TEXT = /\.(js|css|html|svg|json|webmanifest|txt)$/

/** `minBytes`: smaller files gain nothing from a second copy. Fonts (woff2) and pictures are compressed already. */
export const compressAssets = (options: { minBytes: number }): Plugin => {
  let directory = ''
  let isWritten = false
  return {
    name: 'nabiz:compress-assets',
    apply: 'build',
    configResolved(config) {
      directory = resolve(config.root, config.build.outDir)
    },
    writeBundle() {
      isWritten = true
    },
    // Not `generateBundle`: files of public/ and index.html appear only after it.
    async closeBundle() {
      // A build that failed wrote nothing, and has its own error to tell.
      if (!isWritten) return
      const entries = await readdir(directory, { recursive: true, withFileTypes: true })
      for (const entry of entries) {
        if (!entry.isFile() || !TEXT.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        const bytes = await readFile(path)
        if (bytes.length < options.minBytes) continue
        const packed = await compress(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          },
        })
        if (packed.length < bytes.length) await writeFile(`${path}.br`, packed)
      }
    },
  }
}
