/** The process one server lives in, so that its processor time and memory are its own. Argument: the kind. */
import { doWork, type Work } from './publish-work.ts'
import type { Serve } from './served.ts'

export type ServerCommand =
  | { readonly do: 'port' }
  | { readonly do: 'publish'; readonly work: Work }
  | { readonly do: 'memory' }
/** Bytes, after a collection of garbage. */
export type ServerMemory = { readonly rss: number; readonly heap: number }

/** Loaded by name: Bun must not load what only Node runs, nor Node what only Bun runs. */
const KINDS: Record<string, () => Promise<Serve>> = {
  nabiz: async () => (await import('./serve-nabiz.ts')).serveNabiz,
  'socket.io': async () => (await import('./serve-socket-io.ts')).serveSocketIo(false),
  'socket.io recovery': async () => (await import('./serve-socket-io.ts')).serveSocketIo(true),
  ws: async () => (await import('./serve-ws.ts')).serveWs,
  floor: async () => (await import('./serve-floor.ts')).serveFloor,
  bun: async () => (await import('./serve-bun.ts')).serveBun,
}

const serve = await KINDS[process.argv[2]!]!()
const { served, port } = await serve()

const memory = async (): Promise<ServerMemory> => {
  // Several: what the first frees holds more that the next one frees.
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.()
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  const { rss, heapUsed } = process.memoryUsage()
  return { rss, heap: heapUsed }
}

const run = async (command: ServerCommand): Promise<unknown> => {
  if (command.do === 'port') return port
  if (command.do === 'memory') return memory()
  return doWork(command.work, served.publish)
}

process.on('message', (command: ServerCommand) => {
  void run(command).then(answer => process.send?.({ answer: answer ?? null }))
})
process.on('disconnect', () => process.exit(0))
