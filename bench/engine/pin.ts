/** Keeps a process on one processor, so that where the system happens to wake it is no part of a measure. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** All threads it has. False: there is but one processor, or no `taskset`, and nothing was done. */
export const pin = (pid: number, processor: number): boolean =>
  availableParallelism() > 1 &&
  spawnSync('taskset', ['--all-tasks', '--pid', '--cpu-list', String(processor), String(pid)]).status === 0
