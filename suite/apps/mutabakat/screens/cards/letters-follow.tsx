/** Whether a card's unfinished letters go to its new responsible person as well. */
import { useTranslations } from 'use-intl'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { useMayLead } from '../may-lead.ts'

export type LettersFollowProps = { isSelected: boolean; onChange: (isSelected: boolean) => void }

export const LettersFollow = ({ isSelected, onChange }: LettersFollowProps) => {
  const t = useTranslations('mutabakat.cards')
  const mayLead = useMayLead()
  return (
    <Checkbox isSelected={isSelected} onChange={onChange}>
      <span>
        {t('letters_follow')}
        <span className="block text-xs text-ink-soft">{t(mayLead ? 'letters_follow_hint' : 'letters_follow_own')}</span>
      </span>
    </Checkbox>
  )
}
