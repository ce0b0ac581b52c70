/** The jobs of papers, exports and certificates, tied to their services. */
import { type BoundJob, bindJob, type JobSchedule } from '#platform/app'
import {
  answerPdfJob,
  archiveVerifyJob,
  auditorCopyJob,
  certificateAlarmJob,
  exportJob,
  packageJob,
  printJob,
} from '../contract/index.ts'
import { sendAuditorCopy } from '../services/confirmations/send-copy.ts'
import { runPrint } from '../services/print/run-print.ts'
import { keepAnswerPaper } from '../services/proof/keep-answer-paper.ts'
import { verifyArchive } from '../services/proof/verify-archive.ts'
import { warnOfCertificates } from '../services/proof/warn-of-certificates.ts'
import { runExport } from '../services/reports/run-export.ts'
import { runPackage } from '../services/reports/run-package.ts'

export const proofJobs: BoundJob[] = [
  bindJob(answerPdfJob, (services, input) => keepAnswerPaper(services, input.company_id, input.letter_id)),
  bindJob(auditorCopyJob, (services, input, job) => sendAuditorCopy(services, input, job)),
  bindJob(exportJob, (services, input, job) => runExport(services, job.company_id!, input, job)),
  bindJob(printJob, (services, input, job) => runPrint(services, job.company_id!, input, job)),
  bindJob(packageJob, (services, input, job) => runPackage(services, job.company_id!, input, job)),
  bindJob(archiveVerifyJob, async (services, _, job) => {
    const { checked, broken } = await verifyArchive(services, job)
    services.log[broken > 0 ? 'error' : 'info']({ checked, broken }, 'kept papers were verified')
  }),
  bindJob(certificateAlarmJob, services => warnOfCertificates(services)),
]

const time_zone = 'Europe/Istanbul'

export const proofSchedules: readonly JobSchedule[] = [
  { contract: archiveVerifyJob, cron: '30 2 * * *', time_zone, missed: 'once' },
  { contract: certificateAlarmJob, cron: '0 9 * * *', time_zone, missed: 'once' },
]
