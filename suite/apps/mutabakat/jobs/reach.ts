/** The jobs of the reach engine and of what people are told each day, and when. */
import { type BoundJob, bindJob, type JobSchedule } from '#platform/app'
import { babsAlarmJob, digestJob, reachClockJob, reachJob } from '../contract/index.ts'
import { alarmOfBabs } from '../services/mornings/alarm-of-babs.ts'
import { sendDigests } from '../services/mornings/send-digests.ts'
import { reachLetter, runReach } from '../services/reach/run-reach.ts'

export const reachJobs: BoundJob[] = [
  bindJob(reachJob, async (services, input) => {
    await reachLetter(services, input.company_id, input.letter_id)
  }),
  bindJob(reachClockJob, async services => {
    await runReach(services)
  }),
  bindJob(digestJob, async services => {
    await sendDigests(services)
  }),
  bindJob(babsAlarmJob, async services => {
    await alarmOfBabs(services)
  }),
]

const time_zone = 'Europe/Istanbul'

export const reachSchedules: readonly JobSchedule[] = [
  // Between the reminders, which come at :00 and :30.
  { contract: reachClockJob, cron: '15,45 * * * *', time_zone },
  { contract: digestJob, cron: '0,30 * * * *', time_zone },
  { contract: babsAlarmJob, cron: '0 * * * *', time_zone },
]
