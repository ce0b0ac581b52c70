/** One import: how its file is read, what it would change, its progress, what became of its rows, and the wrong ones. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { RotateCcw, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
import { StatCard } from '../../../../web/kit/stat-card.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { isOpen, useRetryTask } from '../../../../web/session/tasks.ts'
import { type Import, routes } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { useTask } from '../use-task.ts'
import { CheckStep } from './check-step.tsx'
import { ImportState } from './import-state.tsx'
import { MappingStep } from './mapping-step.tsx'
import { RepairGrid } from './repair-grid.tsx'
import { RunningCard } from './running-card.tsx'
import { useImport } from './use-import.ts'

const Result = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const ofCards = data.kind === 'cards'
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <StatCard label={t(ofCards ? 'wizard.new_cards' : 'imports.created')} value={format.number(data.created)} />
      <StatCard label={t(ofCards ? 'wizard.changed_cards' : 'imports.updated')} value={format.number(data.updated)} />
      <StatCard label={t('imports.unchanged')} value={format.number(data.unchanged)} />
      <StatCard
        label={t('imports.wrong')}
        value={format.number(data.wrong)}
        note={data.skipped > 0 && t('wizard.skipped', { count: data.skipped })}
      />
    </div>
  )
}

const Failed = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat')
  const retry = useRetryTask()
  const common = useTranslations('kit.error')
  return (
    <Card title={t(`imports.state.${data.state}`)}>
      {data.error && (
        <p role="alert" className="text-sm text-bad">
          {data.error.message} <code className="text-xs text-ink-soft">{data.error.code}</code>
        </p>
      )}
      {data.task_id && (
        <div className="mt-3">
          <Button icon={RotateCcw} pending={retry.isPending} onPress={() => retry.mutate(data.task_id!)}>
            {common('retry')}
          </Button>
        </div>
      )}
    </Card>
  )
}

const Discard = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat.wizard')
  const company = useCompany()
  const call = useCompanyCall()
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button icon={Trash2} onPress={() => setAsks(true)}>
        {t('discard')}
      </Button>
      <ConfirmDialog
        title={t('discard_title')}
        confirmLabel={t('discard')}
        danger
        isOpen={asks}
        onOpenChange={setAsks}
        onConfirm={async () => {
          await call(routes.discardImport, { params: { id: data.id } })
          await navigate({ to: companyPath(company.slug, 'mutabakat/imports') })
        }}
      >
        {t('discard_text', { file: data.file_name })}
      </ConfirmDialog>
    </>
  )
}

const Next = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  if (data.state === 'waiting') return mayWrite && <Discard data={data} />
  if (data.state !== 'done' || data.created + data.updated === 0) return null
  const ofCards = data.kind === 'cards'
  const show = () =>
    void navigate({
      to: companyPath(company.slug, ofCards ? 'mutabakat/counterparties' : 'mutabakat/letters'),
      search: ofCards ? {} : { 'filter[status]': 'draft' },
    })
  return (
    <>
      <Button tone={ofCards && data.wrong === 0 ? 'primary' : 'secondary'} onPress={show}>
        {t(ofCards ? 'wizard.show_cards' : 'imports.show_letters')}
      </Button>
      {!ofCards && mayWrite && (
        <Button
          tone={data.wrong > 0 ? 'secondary' : 'primary'}
          icon={Send}
          onPress={() =>
            void navigate({
              to: companyPath(company.slug, 'mutabakat/batches/new'),
              search: { source: 'import', of: data.id },
            })
          }
        >
          {t('kinds.wizard.next')}
        </Button>
      )}
    </>
  )
}

/** What is to be done with the file now. */
const Body = ({ data }: { data: Import }) => {
  const t = useTranslations('mutabakat.imports')
  const [step, setStep] = useState<'map' | 'check'>('map')
  const task = useTask(data.task_id ?? undefined)
  if (data.state === 'waiting')
    return step === 'map' ? (
      <MappingStep data={data} onChecked={() => setStep('check')} />
    ) : (
      <CheckStep data={data} onBack={() => setStep('map')} />
    )
  if (task.data && isOpen(task.data)) return <RunningCard task={task.data} title={t('steps.rows')} />
  return (
    <div className="flex flex-col gap-5">
      {data.state === 'done' && <Result data={data} />}
      {(data.state === 'failed' || data.state === 'cancelled') && <Failed data={data} />}
      {data.unknown_columns.length > 0 && (
        <p className="text-sm text-ink-soft">{t('unknown_columns', { columns: data.unknown_columns.join(', ') })}</p>
      )}
      <Wrong data={data} />
    </div>
  )
}

/** Stays when the last row was repaired, to say so. */
const Wrong = ({ data }: { data: Import }) => {
  const [had, setHad] = useState(data.wrong > 0)
  if (!had && data.wrong > 0) setHad(true)
  return had ? <RepairGrid data={data} /> : null
}

const ImportPage = () => {
  const t = useTranslations('mutabakat.imports')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  return (
    <PageFrame
      query={useImport(id)}
      back={{ to: companyPath(slug, 'mutabakat/imports'), label: t('title') }}
      header={data => ({
        title: data.file_name,
        description: <ImportState state={data.state} />,
        actions: <Next data={data} />,
      })}
    >
      {data => <Body key={data.id} data={data} />}
    </PageFrame>
  )
}

export default ImportPage
