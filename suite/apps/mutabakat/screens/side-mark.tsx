/** Which side a balance is on, in the letter that books use; in words for whoever points at it. */
import { useTranslations } from 'use-intl'
import type { SIDES } from '../contract/index.ts'

export const SideMark = ({ side }: { side: (typeof SIDES)[number] }) => {
  const t = useTranslations('mutabakat.side')
  return (
    <abbr title={t(`${side}_hint`)} className="text-ink-soft no-underline">
      ({t(`${side}_mark`)})
    </abbr>
  )
}
