/** What the clock does with letters, and when. The hours that matter are the companies' own: each job looks at their zones. */
import { type BoundJob, bindJob, type JobSchedule } from '#platform/app'
import { archiveJob, expireJob, openMonthJob, remindJob } from '../contract/index.ts'
import { archiveLetters } from '../services/letters/archive-letters.ts'
import { expireLetters } from '../services/letters/expire-letters.ts'
import { openMonth } from '../services/periods/open-month.ts'
import { runReminders } from '../services/reach/run-reminders.ts'

export const clockJobs: BoundJob[] = [
  bindJob(remindJob, async services => {
    await runReminders(services)
  }),
  bindJob(expireJob, async services => {
    await expireLetters(services)
  }),
  bindJob(openMonthJob, services => openMonth(services)),
  bindJob(archiveJob, async services => {
    await archiveLetters(services)
  }),
]

const time_zone = 'Europe/Istanbul'

export const mutabakatSchedules: readonly JobSchedule[] = [
  { contract: remindJob, cron: '0,30 * * * *', time_zone },
  { contract: expireJob, cron: '0 * * * *', time_zone, missed: 'once' },
  { contract: openMonthJob, cron: '0 * * * *', time_zone, missed: 'once' },
  { contract: archiveJob, cron: '30 2 * * *', time_zone, missed: 'once' },
]
