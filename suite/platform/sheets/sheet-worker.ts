/** Reads a spreadsheet in a thread of its own: capped memory, capped time, batches on demand, ended by a signal. */
import { Worker } from 'node:worker_threads'
import type { SheetRow } from './cell.ts'
import { fail } from './failures.ts'
import type { SheetInfo, SheetOptions } from './read-sheet.ts'
import type { FromThread, ThreadInput, ToThread } from './thread-messages.ts'

export type OpenSheetOptions = SheetOptions & {
  /** Ends the thread at once; the walk then throws the signal's reason. */
  signal?: AbortSignal
  /** Time the thread may work, in ms; waiting for the reader does not count. Default 60,000. */
  timeout_ms?: number
  /** Heap of the thread. Default 512. */
  maxHeapMb?: number
  /** Rows in a batch. Default 500. */
  batchRows?: number
}

/** `batches` can be walked once; leaving it early ends the thread, and so does `close`. */
export type OpenSheet = {
  info: SheetInfo
  batches: AsyncGenerator<SheetRow[], void, undefined>
  close(): Promise<void>
}

/**
 * Throws a Failure of SHEET_FAILURES, here or while walking, or the signal's reason. A job that is run again passes the
 * number of the last row it finished as `afterRow`: the rows before it stay in the thread. What it learned from them
 * (headings, codes it saw) it must have kept itself.
 */
export const openSheet = async (
  source: { path: string } | { bytes: Uint8Array },
  options: OpenSheetOptions = {},
): Promise<OpenSheet> => {
  const { signal, timeout_ms = 60_000, maxHeapMb = 512, batchRows = 500, ...sheetOptions } = options
  signal?.throwIfAborted()
  const workerData: ThreadInput = { source, options: sheetOptions, batchRows }
  const thread = new Worker(new URL('./sheet-thread.ts', import.meta.url), {
    workerData,
    name: 'sheet',
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  })
  const inbox = listenTo(thread, timeout_ms, signal)
  const close = async () => {
    inbox.stop()
    await thread.terminate()
  }
  try {
    const first = await inbox.next()
    if (first.type !== 'info') throw new Error(`the sheet thread said ${first.type} before info`)
    return { info: first.info, batches: walk(thread, inbox, close), close }
  } catch (error) {
    await close()
    throw error
  }
}

type Inbox = ReturnType<typeof listenTo>

async function* walk(
  thread: Worker,
  inbox: Inbox,
  close: () => Promise<void>,
): AsyncGenerator<SheetRow[], void, undefined> {
  const more = () => thread.postMessage({ type: 'more' } satisfies ToThread)
  try {
    // Two asked for: one batch is read while the one before it is used.
    more()
    more()
    for (;;) {
      const message = await inbox.next()
      if (message.type === 'end') return
      if (message.type !== 'rows') throw new Error(`the sheet thread said ${message.type} among rows`)
      yield message.rows
      more()
    }
  } finally {
    await close()
  }
}

/** Messages in order, one by one; the clock runs only while somebody waits for the thread. */
const listenTo = (thread: Worker, timeout_ms: number, signal: AbortSignal | undefined) => {
  const queue: FromThread[] = []
  let waiting: { wake(): void } | null = null
  let ended: { error: unknown } | null = null
  let left_ms = timeout_ms

  const end = (error: unknown) => {
    ended ??= { error }
    waiting?.wake()
  }
  const onAbort = () => {
    queue.length = 0
    end(signal?.reason)
    void thread.terminate()
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  thread.on('message', (message: FromThread) => {
    if (ended) return
    if (message.type === 'failure') end(fail(message.code, { params: message.params, cause: message.cause }))
    else if (message.type === 'fault') end(new Error(message.message))
    else {
      // Queued first and taken by `next`: several messages can arrive before whoever waits runs again.
      queue.push(message)
      waiting?.wake()
    }
  })
  // Out of memory arrives here; the rest of the process has not felt it.
  thread.on('error', (error: Error & { code?: string }) =>
    end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? fail('file_inflates', { cause: error }) : error),
  )
  thread.on('exit', () => end(new Error('the sheet thread ended')))

  const oneMore = async (): Promise<void> => {
    const started = performance.now()
    const timer = setTimeout(() => {
      end(fail('sheet_too_slow', { params: { seconds: Math.round(timeout_ms / 1000) } }))
      void thread.terminate()
    }, left_ms)
    await new Promise<void>(resolve => {
      waiting = { wake: resolve }
    })
    waiting = null
    clearTimeout(timer)
    left_ms = Math.max(0, left_ms - (performance.now() - started))
  }

  return {
    async next(): Promise<FromThread> {
      if (queue.length === 0 && !ended) await oneMore()
      const message = queue.shift()
      if (message) return message
      throw ended?.error
    },
    stop() {
      signal?.removeEventListener('abort', onAbort)
    },
  }
}
