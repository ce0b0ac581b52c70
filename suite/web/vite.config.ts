/** How the screens are built: `vite build suite/web` → suite/web/dist, every file fit for a strict Content-Security-Policy. */
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { ariaInAzerbaijani } from './build/aria-in-azerbaijani.ts'
import { compressAssets } from './build/compress-assets.ts'
import { preloadFonts } from './build/preload-fonts.ts'
import { serviceWorker } from './build/service-worker.ts'
import { sonnerWithoutStyle } from './build/sonner-without-style.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    // React Aria ships screen-reader sentences in 34 languages; two of ours are among them.
    { ...optimizeLocales.vite({ locales: ['tr-TR', 'en-US'] }), enforce: 'pre' },
    ariaInAzerbaijani(),
    sonnerWithoutStyle(),
    react(),
    tailwindcss(),
    preloadFonts(/onest-(latin-wght-normal|own-letters)/),
    serviceWorker({ entry: 'sw/service-worker.ts' }),
    compressAssets({ minBytes: 1024 }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // data: URIs would need holes in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every visit needs travels in few files: sixty small ones compress worse and cost a request each.
          groups: [
            // Each takes along what its files import, unless a group above has it.
            // With quiet-zod inside: a chunk runs after those it needs, so from a later one it would come too late.
            {
              name: 'base',
              test: /session[\\/]quiet-zod|node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](react-query|query-core|react-router|router-core|history|react-store|store)|use-intl|intl-messageformat|@formatjs[\\/][\w-]+|zod)[\\/]/,
              priority: 3,
            },
            {
              name: 'public',
              test: /suite[\\/]web[\\/](router\.tsx|pages[\\/]public-frame\.tsx|kit[\\/](button|clock|text-field)\.tsx|session[\\/]applications\.ts)|node_modules[\\/]lucide-react[\\/]/,
              priority: 2,
            },
            {
              name: 'frame',
              test: /suite[\\/]web[\\/](pages[\\/]company-door|shell[\\/](company-frame|signed-in))\.tsx/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
})
