/** The jobs of linked companies, tied to their services. */
import { type BoundJob, bindJob } from '#platform/app'
import { linkRequestJob, mirrorJob } from '../contract/index.ts'
import { bringRequest } from '../services/mirror/bring-request.ts'
import { carryLetter } from '../services/mirror/carry-letter.ts'

export const mirrorJobs: BoundJob[] = [
  bindJob(linkRequestJob, (services, input) => bringRequest(services, input)),
  bindJob(mirrorJob, (services, input) => carryLetter(services, input)),
]
