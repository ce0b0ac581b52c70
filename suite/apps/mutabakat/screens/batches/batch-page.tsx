/** One batch: how far its sending is, how its letters stand, and planning it anew or calling it off before its hour. */
import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, CalendarClock, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isMissing } from '../../../../web/api/api-error.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { useClock } from '../../../../web/kit/clock.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'
import { NotFoundPage } from '../../../../web/kit/not-found-page.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { Progress } from '../../../../web/kit/progress.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type Batch, type BatchPlan, routes } from '../../contract/index.ts'
import { dayInZone } from '../../domain/index.ts'
import { Facts } from '../facts.tsx'
import { batchKey, useBatch } from '../live-letters.ts'
import { useMayWrite } from '../may-write.ts'
import { BatchPlanFields, isPlan } from '../wizard/batch-plan.tsx'
import { BatchStateDot } from './batch-state.tsx'

const COUNTS = ['draft', 'pending_approval', 'ready', 'waiting', 'answered', 'expired', 'ended', 'undelivered'] as const

const Change = ({ batch, onClose }: { batch: Batch; onClose: () => void }) => {
  const t = useTranslations('mutabakat.work.batch')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const today = dayInZone(new Date(useClock()), Intl.DateTimeFormat().resolvedOptions().timeZone)
  const [plan, setPlan] = useState<BatchPlan>(batch.plan)
  return (
    <ConfirmDialog
      title={t('change')}
      confirmLabel={t('save')}
      isBlocked={!isPlan(plan)}
      onConfirm={async () => {
        const saved = await call(
          routes.changeBatch,
          { params: { id: batch.id }, body: { plan } },
          { ifMatch: batch.rev },
        )
        queries.setQueryData(batchKey(company, batch.id), saved)
      }}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <BatchPlanFields plan={plan} onChange={setPlan} today={today} />
    </ConfirmDialog>
  )
}

const CallOff = ({ batch, onClose }: { batch: Batch; onClose: () => void }) => {
  const t = useTranslations('mutabakat.work.batch')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  return (
    <ConfirmDialog
      title={t('cancel')}
      confirmLabel={t('cancel')}
      danger
      onConfirm={async () => {
        const saved = await call(routes.cancelBatch, { params: { id: batch.id } })
        queries.setQueryData(batchKey(company, batch.id), saved)
      }}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      {t('cancel_text')}
    </ConfirmDialog>
  )
}

const BatchPage = () => {
  const t = useTranslations('mutabakat.work.batch')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  const mayWrite = useMayWrite()
  const [open, setOpen] = useState<'none' | 'change' | 'cancel'>('none')
  const { data: batch, error, isFetching, refetch } = useBatch(id)
  if (!batch && isMissing(error)) return <NotFoundPage />
  const back = (
    <Link
      to={companyPath(slug, 'mutabakat/batches')}
      className="mb-3 inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink"
    >
      <ArrowLeft className="size-4" aria-hidden="true" />
      {t('back')}
    </Link>
  )
  if (!batch)
    return (
      <>
        {back}
        <Card>
          {error ? (
            <ErrorState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
          ) : (
            <SkeletonLines lines={8} />
          )}
        </Card>
      </>
    )
  const mayChange = mayWrite && (batch.state === 'gathered' || batch.state === 'scheduled')
  const { draft, ready } = batch.counts
  // What is neither a draft nor ready any more went out, or waits for somebody's approval.
  const gone = batch.total === 0 ? 0 : ((batch.total - draft - ready) / batch.total) * 100
  return (
    <>
      {back}
      <PageHeader
        title={batch.title}
        description={<BatchStateDot state={batch.state} />}
        actions={
          mayChange && (
            <>
              <Button icon={X} onPress={() => setOpen('cancel')}>
                {t('cancel')}
              </Button>
              <Button tone="primary" icon={CalendarClock} onPress={() => setOpen('change')}>
                {t('change')}
              </Button>
            </>
          )
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card>
          <Progress label={t('progress')} percent={Math.round(gone)} className="mb-4" />
          <Facts
            facts={[
              [t('total'), <span key="total">{batch.total}</span>],
              [t('send_at'), <DateText key="at" value={batch.send_at} form="dateTime" />],
              [t('owner'), batch.owner.name],
            ]}
          />
          <p className="mt-4">
            <Link
              to={companyPath(slug, 'mutabakat/letters')}
              search={{ 'filter[batch]': batch.id } as never}
              className="text-accent underline"
            >
              {t('letters')}
            </Link>
          </p>
        </Card>
        <Card>
          <Facts facts={COUNTS.map(name => [t(`counts.${name}`), <span key={name}>{batch.counts[name]}</span>])} />
        </Card>
      </div>
      {open === 'change' && <Change batch={batch} onClose={() => setOpen('none')} />}
      {open === 'cancel' && <CallOff batch={batch} onClose={() => setOpen('none')} />}
    </>
  )
}

export default BatchPage
