/** The thread that reads a stranger's file: its memory is capped, and it can be ended from outside at any moment. */
import { readFile } from 'node:fs/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Failure } from '#platform/contract'
import { stepBack } from '#platform/threads'
import type { SheetRow } from './cell.ts'
import type { SheetFailureCode } from './failures.ts'
import { readSheet } from './read-sheet.ts'
import type { FromThread, ThreadInput } from './thread-messages.ts'

const run = async (port: MessagePort, input: ThreadInput): Promise<void> => {
  const say = (message: FromThread) => port.postMessage(message)
  const asked = countRequests(port)
  try {
    const { source } = input
    const bytes =
      'path' in source
        ? await readFile(source.path)
        : Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength)
    const { info, rows } = await readSheet(bytes, input.options)
    say({ type: 'info', info })
    let batch: SheetRow[] = []
    for await (const row of rows) {
      batch.push(row)
      if (batch.length < input.batchRows) continue
      await asked()
      say({ type: 'rows', rows: batch })
      batch = []
    }
    await asked()
    if (batch.length > 0) say({ type: 'rows', rows: batch })
    say({ type: 'end' })
  } catch (error) {
    say(toMessage(error))
  } finally {
    port.close()
  }
}

/** Resolves once for each `more` that came, waiting when there is none. */
const countRequests = (port: MessagePort) => {
  let open = 0
  let wake: (() => void) | null = null
  port.on('message', () => {
    open++
    wake?.()
  })
  return async () => {
    while (open === 0) {
      await new Promise<void>(resolve => {
        wake = resolve
      })
      wake = null
    }
    open--
  }
}

const toMessage = (error: unknown): FromThread =>
  error instanceof Failure
    ? { type: 'failure', code: error.code as SheetFailureCode, params: error.params, cause: String(error.cause ?? '') }
    : { type: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }

if (parentPort) {
  stepBack()
  void run(parentPort, workerData as ThreadInput)
}
