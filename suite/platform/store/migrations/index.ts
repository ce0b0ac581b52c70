/** The migrations of schema `platform`, in the order of their names. */
import type { MigrationModule } from '../migrate.ts'
import * as start from './0001-start.ts'

export const platformMigrations: MigrationModule = { schema: 'platform', migrations: { '0001-start': start } }
