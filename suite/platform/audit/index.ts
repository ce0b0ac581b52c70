/** The audit log: what was done, chained so that nobody changes it unnoticed, read, exported and verified. */
export { auditExportJob, EXPORT_KIND, runAuditExport } from './export-audit.ts'
export { listAudit } from './list-audit.ts'
export { type Audit, type AuditRecord, createAudit } from './record.ts'
export { type AuditTrail, createAuditTrail } from './trail.ts'
export type { AuditProblem, Verdict } from './verify.ts'
