/** The platform's own background jobs that people start, tied to what does them. */
import { auditExportJob, runAuditExport } from '#platform/audit'
import { personExportJob, runPersonExport } from '#platform/privacy'
import { accountMailJob, sendAccountMail } from './account-mails.ts'
import { type BoundJob, bindJob } from './application.ts'

export const platformJobs: readonly BoundJob[] = [
  bindJob(accountMailJob, sendAccountMail),
  bindJob(auditExportJob, (services, input, job) => runAuditExport(services, input, job)),
  bindJob(personExportJob, (services, input, job) => runPersonExport(services, services.dataRules.persons, input, job)),
]
