/** The schema `mutabakat`, forward only. Every table is the company's, forces row security, and goes when the company goes. */
import type { MigrationModule } from '#platform/store'
import { letters } from './0001-letters.ts'

export const mutabakatMigrations: MigrationModule = {
  schema: 'mutabakat',
  migrations: { '0001_letters': { up: letters } },
}
