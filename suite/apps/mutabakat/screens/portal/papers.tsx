/** The papers a guest takes along: the sealed letter, and after answering the sealed answer. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import type { PortalLetter } from '../../contract/index.ts'
import type { PortalApi } from './portal-api.ts'
import { isGrantOver } from './use-portal.ts'

type Paper = 'letter' | 'answer'
type Props = { api: PortalApi; letter: PortalLetter; onGrantOver: () => void }

export const Papers = ({ api, letter, onGrantOver }: Props) => {
  const t = useTranslations('mutabakat.portal')
  const errorText = useErrorText()
  const [saving, setSaving] = useState<Paper | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const save = async (paper: Paper) => {
    setSaving(paper)
    setFailure(null)
    try {
      await (paper === 'letter' ? api.saveLetter(`${letter.no}.pdf`) : api.saveAnswer(`${letter.no}-${paper}.pdf`))
    } catch (error) {
      if (isGrantOver(error)) onGrantOver()
      else setFailure(error)
    } finally {
      setSaving(null)
    }
  }
  // The sealed paper of a blank letter would tell the figure that is asked for.
  const papers: Paper[] = [
    ...(letter.balance ? (['letter'] as const) : []),
    ...(letter.answer ? (['answer'] as const) : []),
  ]
  if (papers.length === 0) return null
  return (
    <div className="flex flex-col gap-2 sm:flex-row sm:flex-wrap">
      {papers.map(paper => (
        <Button
          key={paper}
          icon={Download}
          className="sm:flex-1"
          pending={saving === paper}
          onPress={() => void save(paper)}
        >
          {t(paper === 'letter' ? 'download' : 'download_answer')}
        </Button>
      ))}
      {failure !== null && (
        <p role="alert" className="text-sm text-bad sm:basis-full">
          {errorText(failure)}
        </p>
      )}
    </div>
  )
}
