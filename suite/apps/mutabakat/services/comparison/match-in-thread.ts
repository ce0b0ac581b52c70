/** The steps of matching, worked out in a thread of its own and given one by one. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { MatchStep, StatementLine } from '../../domain/index.ts'

/** Memory of the thread; 100,000 lines need a tenth of it. */
const HEAP_MB = 512

/** Leaving the walk early, or the signal, ends the thread. */
export async function* matchInThread(
  lines: { ours: StatementLine[]; theirs: StatementLine[] },
  signal: AbortSignal,
): AsyncGenerator<MatchStep, void, undefined> {
  signal.throwIfAborted()
  const thread = new Worker(new URL('./matching-thread.ts', import.meta.url), {
    workerData: lines,
    name: 'matching',
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  const steps: MatchStep[] = []
  const fate: { ended: boolean; error: unknown } = { ended: false, error: null }
  thread.on('message', (step: MatchStep) => steps.push(step))
  thread.on('error', error => {
    fate.error ??= error
  })
  const exit = once(thread, 'exit').then(() => {
    fate.ended = true
  })
  const abort = () => void thread.terminate()
  signal.addEventListener('abort', abort, { once: true })
  try {
    for (;;) {
      const step = steps.shift()
      if (step) yield step
      else if (fate.ended) break
      else await Promise.race([once(thread, 'message'), exit])
    }
    signal.throwIfAborted()
    if (fate.error) throw fate.error
  } finally {
    signal.removeEventListener('abort', abort)
    await thread.terminate()
  }
}
