/** The schema `mutabakat`, forward only. Every table is the company's, forces row security, and goes when the company goes. */
import type { MigrationModule } from '#platform/store'
import { letters } from './0001-letters.ts'
import { cards } from './0002-cards.ts'
import { life } from './0003-life.ts'
import { reach } from './0004-reach.ts'
import { proof } from './0005-proof.ts'
import { statements } from './0006-statements.ts'
import { kinds } from './0007-kinds.ts'
import { mirror } from './0008-mirror.ts'
import { calls } from './0009-calls.ts'
import { readers } from './0011-readers.ts'
import { post } from './0012-post.ts'
import { preview } from './0013-preview.ts'
import { traces } from './0014-traces.ts'

export const mutabakatMigrations: MigrationModule = {
  schema: 'mutabakat',
  migrations: {
    '0001_letters': { up: letters },
    '0002_cards': { up: cards },
    '0003_life': { up: life },
    '0004_reach': { up: reach },
    '0005_proof': { up: proof },
    '0006_statements': { up: statements },
    '0008_mirror': { up: mirror },
    '0007_kinds': { up: kinds },
    '0009_calls': { up: calls },
    '0011_readers': { up: readers },
    '0012_post': { up: post },
    '0013_preview': { up: preview },
    '0014_traces': { up: traces },
  },
}
