/** Whose statement is meant, from where the reader stands. */
import { useTranslations } from 'use-intl'
import type { StatementSide } from '../../contract/index.ts'

export const useSideName = (reader: StatementSide) => {
  const t = useTranslations('mutabakat.comparison')
  return (side: StatementSide): string => t(side === reader ? 'mine' : 'other')
}

/** The reader's own side stands first. */
export const sidesFor = (reader: StatementSide): readonly [StatementSide, StatementSide] =>
  reader === 'ours' ? ['ours', 'theirs'] : ['theirs', 'ours']
