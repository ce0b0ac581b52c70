/** How tests run: beside the source in Node, files apart from each other; the long ones only with `--mode long`. */
import { defineConfig } from 'vitest/config'

const LONG = ['**/*.long.test.{ts,tsx}']
const NEVER = ['**/node_modules/**', '**/dist/**', 'test/browser/**']

export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'long' ? LONG : ['**/*.test.{ts,tsx}'],
    exclude: mode === 'long' ? NEVER : [...NEVER, ...LONG],
    // One embedded PostgreSQL for the run: a file that needs a database copies a migrated template in some 40 ms.
    globalSetup: ['suite/platform/store/testing/global-setup.ts'],
    pool: 'forks',
    // A file that leaves a server or a timer behind must not meet the next one.
    isolate: true,
    maxWorkers: 2,
    // A first start of the embedded database on a loaded machine takes seconds; a stuck wait still ends.
    testTimeout: mode === 'long' ? 600_000 : 20_000,
    hookTimeout: 60_000,
    // What a test polls for comes when it comes: on a loaded machine the default second is a guess at a duration.
    expect: { poll: { timeout: 10_000 } },
    allowOnly: false,
    passWithNoTests: false,
  },
}))
