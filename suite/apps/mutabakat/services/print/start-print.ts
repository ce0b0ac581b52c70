/** Queues one file of many letters to print as a task of who asked; what is in it is looked at when it runs. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import { type PrintInput, printJob } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { queueTask } from '../queue-task.ts'
import { printedLetters } from './printed-letters.ts'

/** Refused at once, while somebody looks, when nothing or too much would be printed. */
export const startPrint = (
  services: Services,
  actor: Actor,
  order: PrintInput,
  locale: Locale,
): Promise<{ task_id: string }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const { length: count } = await printedLetters(withTables(trx), actor, order)
    const title = services.t(locale, 'mutabakat.tasks.print_title', { count })
    return queueTask(services, trx, actor, printJob, { user_id: actor.user_id, order, locale }, title)
  })
