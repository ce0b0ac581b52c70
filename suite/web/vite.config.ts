/** How the screens are built: `vite build suite/web` → suite/web/dist, every file fit for a strict Content-Security-Policy. */
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressAssets } from './build/compress-assets.ts'
import { preloadFonts } from './build/preload-fonts.ts'
import { sonnerWithoutStyle } from './build/sonner-without-style.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    // React Aria ships screen-reader sentences in 34 languages; ours are Turkish, and English for the rest.
    { ...optimizeLocales.vite({ locales: ['tr-TR', 'en-US'] }), enforce: 'pre' },
    sonnerWithoutStyle(),
    react(),
    tailwindcss(),
    preloadFonts(/onest-latin(-ext)?-wght-normal/),
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
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](?!react-table|table-core)|use-intl|intl-messageformat|@formatjs|zod)/,
            },
            {
              name: 'shell',
              minShareCount: 3,
              test: /react-aria|react-stately|@internationalized|lucide-react|suite[\\/]web[\\/](kit|shell|session|api|format)[\\/]|packages[\\/]/,
            },
          ],
        },
      },
    },
  },
})
