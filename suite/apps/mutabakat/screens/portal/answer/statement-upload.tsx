/** The guest's own statement of account: sent with progress, listed as it was received. */
import { FileCheck2 } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useErrorText } from '../../../../../web/api/use-error-text.ts'
import { fileSize } from '../../../../../web/format/file-size.ts'
import { DateText } from '../../../../../web/kit/date-text.tsx'
import { FileDrop } from '../../../../../web/kit/file-drop.tsx'
import { type PortalLetter, routes } from '../../../contract/index.ts'
import { isBabs } from '../../../domain/index.ts'
import type { PortalApi } from '../portal-api.ts'
import { watchGrant } from '../use-portal.ts'

type Props = {
  api: PortalApi
  letter: PortalLetter
  onLetter: (letter: PortalLetter) => void
  onGrantOver: () => void
}

export const StatementUpload = ({ api, letter, onLetter, onGrantOver }: Props) => {
  const t = useTranslations('mutabakat.portal')
  const locale = useLocale()
  const errorText = useErrorText()
  const [sent, setSent] = useState<number | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const send = async (file: File) => {
    setSent(0)
    setFailure(null)
    try {
      onLetter(await watchGrant(api.sendStatement(file, setSent), onGrantOver))
    } catch (error) {
      setFailure(error)
    } finally {
      setSent(null)
    }
  }
  const title = t(isBabs(letter.kind) ? 'babs.statement' : 'statement')
  return (
    <section aria-label={title} className="space-y-3">
      {letter.can.upload && (
        <FileDrop
          label={title}
          accept={['.xlsx', '.csv', '.pdf']}
          maxBytes={routes.portalStatement.upload!.maxBytes}
          sending={sent}
          onFile={file => void send(file)}
          errorMessage={failure === null ? undefined : errorText(failure)}
        />
      )}
      {letter.statements.length > 0 && (
        <ul aria-label={t('statements')} className="space-y-1 text-sm">
          {letter.statements.map(statement => (
            <li key={statement.at} className="flex items-center gap-2">
              <FileCheck2 className="size-4 shrink-0 text-good" aria-hidden="true" />
              <span className="min-w-0 flex-1 truncate">{statement.name}</span>
              <span className="text-xs text-ink-soft">
                {fileSize(statement.size, locale)} · <DateText value={statement.at} form="time" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
