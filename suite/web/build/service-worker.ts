/** Builds `sw/service-worker.ts` into one classic script at `/sw.js`, with the list of files of the build written in. */
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

export const serviceWorker = (options: { entry: string }): Plugin => {
  let root = ''
  let outDir = ''
  return {
    name: 'nabiz:service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root
      outDir = resolve(config.root, config.build.outDir)
    },
    async writeBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter(file => file.startsWith('assets/'))
        .sort()
      await build({
        configFile: false,
        root,
        publicDir: false,
        logLevel: 'warn',
        define: { NABIZ_BUILD: JSON.stringify(files.map(file => `/${file}`)) },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2023',
          modulePreload: false,
          reportCompressedSize: false,
          rolldownOptions: {
            input: join(root, options.entry),
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      })
    },
  }
}
