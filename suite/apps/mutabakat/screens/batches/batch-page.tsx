/** One batch: how far its sending is, how its letters stand, and planning it anew or calling it off before its hour. */
import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { CalendarClock, Printer, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { useClock } from '../../../../web/kit/clock.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
import { Progress } from '../../../../web/kit/progress.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type Batch, type BatchPlan, routes } from '../../contract/index.ts'
import { dayInZone } from '../../domain/index.ts'
import { Facts } from '../facts.tsx'
import { batchKey, useBatch } from '../letters/live-letters.ts'
import { PrintDialog } from '../letters/print-dialog.tsx'
import { useMayWrite } from '../may-write.ts'
import { BatchPlanFields, isPlan } from '../wizard/batch-plan.tsx'
import { BatchStateDot } from './batch-state.tsx'

const COUNTS = [
  ...(['draft', 'pending_approval', 'ready', 'leaving', 'waiting'] as const),
  ...(['answered', 'expired', 'ended', 'undelivered'] as const),
] as const

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
  return (
    <PageFrame
      query={useBatch(id)}
      back={{ to: companyPath(slug, 'mutabakat/batches'), label: t('back') }}
      header={batch => ({
        title: batch.title,
        description: <BatchStateDot state={batch.state} />,
        actions: <Deeds batch={batch} />,
      })}
    >
      {batch => <Standing batch={batch} />}
    </PageFrame>
  )
}

export default BatchPage

const Deeds = ({ batch }: { batch: Batch }) => {
  const t = useTranslations('mutabakat.work.batch')
  const mayWrite = useMayWrite()
  const words = useTranslations('mutabakat.print')
  const [open, setOpen] = useState<'none' | 'change' | 'cancel' | 'print'>('none')
  const close = () => setOpen('none')
  return (
    <>
      <Button icon={Printer} isDisabled={batch.total === 0} onPress={() => setOpen('print')}>
        {words('do')}
      </Button>
      {mayWrite && (batch.state === 'gathered' || batch.state === 'scheduled') && (
        <>
          <Button icon={X} onPress={() => setOpen('cancel')}>
            {t('cancel')}
          </Button>
          <Button tone="primary" icon={CalendarClock} onPress={() => setOpen('change')}>
            {t('change')}
          </Button>
        </>
      )}
      {open === 'change' && <Change batch={batch} onClose={close} />}
      {open === 'print' && (
        <PrintDialog order={{ list: { 'filter[batch]': batch.id, sort: 'no' } }} count={batch.total} onClose={close} />
      )}
      {open === 'cancel' && <CallOff batch={batch} onClose={close} />}
    </>
  )
}

const Standing = ({ batch }: { batch: Batch }) => {
  const t = useTranslations('mutabakat.work.batch')
  const { slug } = useCompany()
  const { draft, ready, leaving } = batch.counts
  // What is neither a draft nor ready nor leaving any more went out, or waits for somebody's approval.
  const gone = batch.total === 0 ? 0 : ((batch.total - draft - ready - leaving) / batch.total) * 100
  return (
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
            search={{ 'filter[batch]': batch.id }}
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
  )
}
