/** Anybody with a letter checks it: what was issued under its code, and whether the file at hand is that very file. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../../web/api/api-error.ts'
import { call } from '../../../../web/api/call.ts'
import { CenteredPage } from '../../../../web/kit/centered-page.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FileDrop } from '../../../../web/kit/file-drop.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { routes } from '../../contract/index.ts'
import { Facts } from '../facts.tsx'

const sha256 = async (file: File): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(hash), byte => byte.toString(16).padStart(2, '0')).join('')
}

const VerifyPage = () => {
  const t = useTranslations('mutabakat')
  const { code = '' } = useParams({ strict: false }) as { code?: string }
  const [verdict, setVerdict] = useState<'matches' | 'differs' | null>(null)
  const found = useQuery({
    queryKey: ['verify', code],
    queryFn: ({ signal }) => call(routes.verify, { params: { hash: code } }, { signal }),
  })
  const { data, error } = found
  const isUnknown = error instanceof ApiError && (error.status === 404 || error.status === 400)
  return (
    <CenteredPage title={t('verify.title')} wide>
      {data ? (
        <div className="flex flex-col gap-5">
          <p role="status" className="rounded-lg bg-good-soft px-3 py-2 font-medium text-good">
            {t('verify.valid')}
          </p>
          <Facts
            facts={[
              [t('verify.company'), data.company],
              [t('verify.no'), data.no],
              [t('verify.letter_kind'), data.letter_kind && t(`letter_kind.${data.letter_kind}`)],
              [t('verify.counterparty'), data.counterparty_initials],
              [t('verify.balance_date'), data.balance_date && <DateText key="date" value={data.balance_date} />],
              [t('verify.issued_at'), <DateText key="at" value={data.issued_at} form="dateTime" />],
              [t('verify.status'), data.status && t(`status.${data.status}`)],
              [
                t('verify.sha'),
                <code key="sha" className="text-xs break-all">
                  {data.sha256}
                </code>,
              ],
            ]}
          />
          <p className="text-xs text-ink-soft">{t(`verify.level_${data.signature_level}`)}</p>
          <FileDrop
            label={t('verify.check_file')}
            accept={['.pdf', 'application/pdf']}
            maxBytes={20 * 1024 * 1024}
            onFile={file => void sha256(file).then(hash => setVerdict(hash === data.sha256 ? 'matches' : 'differs'))}
          />
          <p className="text-xs text-ink-soft">{t('verify.check_file_hint')}</p>
          {verdict && (
            <p
              role="alert"
              className={`rounded-lg px-3 py-2 font-medium ${verdict === 'matches' ? 'bg-good-soft text-good' : 'bg-bad-soft text-bad'}`}
            >
              {t(`verify.file_${verdict}`)}
            </p>
          )}
        </div>
      ) : isUnknown ? (
        <EmptyState title={t('verify.unknown_title')}>{t('verify.unknown_text')}</EmptyState>
      ) : (
        <NotLoaded query={found} lines={6} />
      )}
    </CenteredPage>
  )
}

export default VerifyPage
