/** Finds a Python that has a package of the conformance tests. Plain JavaScript: it runs before anything is installed. */
import { spawnSync } from 'node:child_process'
import { findProgram } from './chromium.mjs'

/** The system's own first: Debian's packages are not seen by another Python that comes earlier on the PATH. */
const places = () => ['/usr/bin/python3', findProgram('python3')]

/** The full path of a Python that can import `module`, or null. */
export const findPython = module =>
  places().find(
    path => path !== null && spawnSync(path, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0,
  ) ?? null
