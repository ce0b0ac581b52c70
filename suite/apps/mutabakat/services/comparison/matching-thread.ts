/** A thread that matches lines: twenty thousand against twenty thousand take a second that no request may wait for. */
import { parentPort, workerData } from 'node:worker_threads'
import { stepBack } from '#platform/threads'
import { matchLines, type StatementLine } from '../../domain/index.ts'

stepBack()
const { ours, theirs } = workerData as { ours: StatementLine[]; theirs: StatementLine[] }
for (const step of matchLines(ours, theirs)) parentPort!.postMessage(step)
