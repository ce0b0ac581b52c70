/** The shelf on disk keeps what every shelf keeps. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDiskShelf } from './index.ts'
import { shelfContract } from './shelf-contract.ts'

shelfContract('on disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nabiz-shelf-'))
  return { shelf: createDiskShelf(folder), close: () => rm(folder, { recursive: true }) }
})
