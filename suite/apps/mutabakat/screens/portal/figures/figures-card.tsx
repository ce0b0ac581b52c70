/** What a letter asks about, as its kind has it: a declaration, or a balance with its due dates and who wants to know. */
import { useTranslations } from 'use-intl'
import type { PortalLetter } from '../../../contract/index.ts'
import { isBabs } from '../../../domain/index.ts'
import { BalanceCard } from './balance-card.tsx'
import { DeclarationCard } from './declaration-card.tsx'
import { DueList } from './due-list.tsx'

export const FiguresCard = ({ letter }: { letter: PortalLetter }) => {
  const t = useTranslations('mutabakat.portal.auditor')
  if (isBabs(letter.kind) && letter.documents)
    return <DeclarationCard letter={letter} form={letter.kind} documents={letter.documents} />
  return (
    <>
      {letter.auditor && (
        <p className="text-sm break-words">
          {t('asks', letter.auditor)} {letter.can.answer && t('copy')}
        </p>
      )}
      <BalanceCard letter={letter} />
      {letter.dues && <DueList letter={letter} dues={letter.dues} />}
    </>
  )
}
