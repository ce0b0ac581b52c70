/** The migrations of schema `platform`, in the order of their names. */
import type { MigrationModule } from '../migrate.ts'
import * as start from './0001-start.ts'
import * as accounts from './0002-accounts.ts'
import * as jobs from './0003-jobs.ts'
import * as notify from './0004-notify.ts'
import * as auditChain from './0005-audit-chain.ts'
import * as privacy from './0006-privacy.ts'
import * as sms from './0007-sms.ts'
import * as views from './0008-views.ts'

export const platformMigrations: MigrationModule = {
  schema: 'platform',
  migrations: {
    '0001-start': start,
    '0002-accounts': accounts,
    '0003-jobs': jobs,
    '0004-notify': notify,
    '0005-audit-chain': auditChain,
    '0006-privacy': privacy,
    '0007-sms': sms,
    '0008-views': views,
  },
}
