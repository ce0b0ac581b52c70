/** The certificates that papers are sealed with: the active one, those before it, and how another takes over. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, FileKey, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Button, buttonClasses } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { companyHref, companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type CertificateRow, routes } from '../../contract/index.ts'
import { Facts } from '../facts.tsx'
import { UploadCertificate } from './upload-certificate.tsx'

/** From here on it is told that it ends. */
const SOON_DAYS = 30

export const CertificatesTab = () => {
  const t = useTranslations('mutabakat.setup')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const queryKey = [...companyKey(company), 'certificates']
  const certificates = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(routes.listCertificates, {}, { signal }),
  })
  const refresh = () => queries.invalidateQueries({ queryKey })
  const [asks, setAsks] = useState<{ is: 'make' | 'upload' } | { is: 'retire'; one: CertificateRow } | null>(null)
  const close = () => setAsks(null)
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <div className="flex flex-wrap gap-2">
        <Button icon={FileKey} onPress={() => setAsks({ is: 'upload' })}>
          {t('cert_upload')}
        </Button>
        <Button icon={KeyRound} onPress={() => setAsks({ is: 'make' })}>
          {t('cert_make')}
        </Button>
      </div>
      <Loaded query={certificates} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState icon={KeyRound} title={t('no_cert')}>
                {t('no_cert_text')}
              </EmptyState>
            </Card>
          ) : (
            items.map(one => <CertificateCard key={one.id} one={one} onRetire={() => setAsks({ is: 'retire', one })} />)
          )
        }
      </Loaded>
      {asks?.is === 'upload' && <UploadCertificate onDone={refresh} onClose={close} />}
      <ConfirmDialog
        title={t('cert_make')}
        confirmLabel={t('cert_make')}
        isOpen={asks?.is === 'make'}
        onOpenChange={close}
        onConfirm={async () => {
          await call(routes.rotateCertificate, {})
          await refresh()
        }}
      >
        {t('cert_make_text')}
      </ConfirmDialog>
      {asks?.is === 'retire' && (
        <ConfirmDialog
          title={t('cert_retire')}
          confirmLabel={t('cert_retire')}
          danger
          isOpen
          onOpenChange={close}
          onConfirm={async () => {
            await call(routes.retireCertificate, { params: { id: asks.one.id } })
            await refresh()
          }}
        >
          {t('cert_retire_text', { documents: asks.one.documents })}
        </ConfirmDialog>
      )}
    </div>
  )
}

const CertificateCard = ({ one, onRetire }: { one: CertificateRow; onRetire: () => void }) => {
  const t = useTranslations('mutabakat.setup')
  const company = useCompany()
  const isActive = one.state === 'active'
  return (
    <Card
      title={t(`cert_source.${one.source}`)}
      actions={
        <>
          {isActive && one.days_left <= SOON_DAYS && (
            <Badge tone={one.days_left < 0 ? 'bad' : 'wait'}>
              {one.days_left < 0 ? t('cert_over') : t('cert_days', { days: one.days_left })}
            </Badge>
          )}
          <Badge tone={isActive ? 'good' : 'neutral'}>{t(`cert_state.${one.state}`)}</Badge>
        </>
      }
    >
      <Facts
        facts={[
          [t('cert_subject'), one.subject],
          [t('cert_issuer'), one.issuer],
          [
            t('cert_validity'),
            <span key="validity">
              <DateText value={one.not_before} /> – <DateText value={one.not_after} />
            </span>,
          ],
          [t('cert_documents'), one.documents],
          [t('cert_algorithm'), one.algorithm],
          [
            t('cert_print'),
            <code key="print" className="text-xs break-all">
              {one.sha256}
            </code>,
          ],
        ]}
      />
      <p className="mt-3 text-xs text-ink-soft">{t(`cert_worth.${one.source}`)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <a
          href={companyHref(company, routes.certificateFile, { params: { id: one.id } })}
          download
          className={buttonClasses('secondary', true)}
        >
          <Download className="size-4" aria-hidden="true" />
          {t('cert_take')}
        </a>
        {isActive && (
          <Button small onPress={onRetire}>
            {t('cert_retire')}
          </Button>
        )}
      </div>
    </Card>
  )
}
