/** The process readers live in, so that their work is never counted as the server's. Arguments: port, dialect. */
import { DIALECTS, type DialectName } from './dialects.ts'
import { Readers, type Rooms } from './readers.ts'

export type ReaderCommand =
  | { readonly do: 'open'; readonly count: number; readonly rooms: Rooms }
  | { readonly do: 'received' }
  | { readonly do: 'sample'; readonly every: number }
  | { readonly do: 'lateness' }
  | { readonly do: 'ask'; readonly total: number }
  | { readonly do: 'cut' }
  | { readonly do: 'come back'; readonly missed: number }

const readers = new Readers(Number(process.argv[2]), DIALECTS[process.argv[3] as DialectName])

const run = async (command: ReaderCommand): Promise<unknown> => {
  if (command.do === 'open') return readers.open(command.count, command.rooms)
  if (command.do === 'received') return readers.received
  if (command.do === 'sample') return readers.sample(command.every)
  if (command.do === 'lateness') return readers.lateness()
  if (command.do === 'ask') return readers.ask(command.total)
  if (command.do === 'cut') return readers.cut()
  return readers.comeBack(command.missed)
}

process.on('message', (command: ReaderCommand) => {
  void run(command).then(answer => process.send?.({ answer: answer ?? null }))
})
process.on('disconnect', () => process.exit(0))
