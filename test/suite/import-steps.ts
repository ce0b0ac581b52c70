/** Uploading a file of balances and waiting for the end of its task, as told live. */
import { type Import, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { readTaskRoute, type TaskCompleted } from '../../suite/platform/contract/index.ts'
import type { Person } from './person.ts'
import { openWire, type Wire } from './wire.ts'

export type SheetFile = { name: string; bytes: Uint8Array }

/** An import that has its task: it was not left waiting. */
export type StartedImport = Import & { task_id: string }

export const startImport = async (person: Person, file: SheetFile): Promise<StartedImport> => {
  const answered = await person.upload(routes.createImport, file, { query: { apply: '1' } })
  if (answered.status !== 202)
    throw new Error(`the upload answered ${answered.status}: ${JSON.stringify(answered.body)}`)
  return answered.body as typeof answered.body & StartedImport
}

export const getImport = async (person: Person, id: string): Promise<Import> =>
  (await person.call(routes.getImport, { params: { id } })).body

/** Resolves with `task_completed` of that task. */
export const completed = (wire: Wire, person: Person, task_id: string): Promise<TaskCompleted> =>
  wire.until(`the end of task ${task_id}`, () => {
    const event = wire
      .events(`user:${person.user_id}`)
      .find(({ type, data }) => type === 'task_completed' && (data as TaskCompleted).task_id === task_id)
    return event && (event.data as TaskCompleted)
  })

/** The whole way; the import as it then stands, whatever became of it. */
export const finishedImport = async (at: { url: string }, person: Person, file: SheetFile): Promise<Import> => {
  const started = await startImport(person, file)
  return ended(person, at, started)
}

/** Waits for the end of an import that was started. */
export const ended = async (person: Person, at: { url: string }, { id, task_id }: StartedImport): Promise<Import> => {
  await using wire = await openWire(at.url, person)
  await wire.join(`user:${person.user_id}`)
  // The task may have ended before the room was heard; then the task itself says so.
  const isOver = async () => {
    const { state } = (await person.call(readTaskRoute, { params: { id: task_id } }, { company: null })).body
    return state !== 'queued' && state !== 'running'
  }
  if (!(await isOver())) await completed(wire, person, task_id)
  return getImport(person, id)
}
