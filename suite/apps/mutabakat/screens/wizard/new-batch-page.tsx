/** Gathers letters into a batch: where they come from, which of them, a look at the first five, and when they go out. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { classes } from '../../../../web/kit/classes.ts'
import { useClock } from '../../../../web/kit/clock.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type BatchPlan, routes } from '../../contract/index.ts'
import { dayInZone, formatDay } from '../../domain/index.ts'
import { type BatchDraft, EMPTY_FILTER, selectionOf } from './batch-draft.ts'
import { BatchPlanFields, isPlan } from './batch-plan.tsx'
import { BatchPreview } from './batch-preview.tsx'
import { ChooseSource, NarrowLetters } from './choose-letters.tsx'
import { PickLetters } from './pick-letters.tsx'

/** The address may say where the letters come from: `?source=period&of={id}`. */
const useFirstDraft = (): BatchDraft => {
  const { source, of } = useSearch({ strict: false }) as { source?: string; of?: string }
  const id = of ?? null
  return {
    source: source === 'import' || source === 'copy' || source === 'letters' ? source : 'period',
    period_id: source === 'import' ? null : id,
    import_id: source === 'import' ? id : null,
    date: '',
    ids: [],
    filter: EMPTY_FILTER,
  }
}

const NewBatchPage = () => {
  const t = useTranslations('mutabakat.work.batch')
  const locale = useLocale()
  const company = useCompany()
  const call = useCompanyCall()
  const navigate = useNavigate()
  const today = dayInZone(new Date(useClock()), Intl.DateTimeFormat().resolvedOptions().timeZone)
  const first = useFirstDraft()
  const [draft, setDraft] = useState(first)
  const [plan, setPlan] = useState<BatchPlan>({ when: 'now' })
  const [title, setTitle] = useState(() => t('name_default', { day: formatDay(today, locale) }))
  const [isAsking, setAsking] = useState(false)
  const [intent] = useState(() => crypto.randomUUID())
  const selection = selectionOf(draft)
  const preview = useQuery({
    queryKey: [...companyKey(company), 'batch-preview', selection],
    queryFn: ({ signal }) => call(routes.previewBatch, { body: selection! }, { signal }),
    enabled: selection !== null,
    placeholderData: keepPreviousData,
  })
  const figures = selection ? preview.data : undefined
  const mayCreate = figures !== undefined && figures.total > 0 && title.trim() !== '' && isPlan(plan)
  const create = async () => {
    const body = { ...selection!, title: title.trim(), plan }
    const made = await call(
      routes.createBatch,
      { body },
      { idempotencyKey: `${intent}-${JSON.stringify(body).length}` },
    )
    await navigate({ to: companyPath(company.slug, `mutabakat/batches/${made.id}`) })
  }
  return (
    <>
      <PageHeader title={t('new_title')} />
      <div
        className={classes(
          'grid items-start gap-5',
          // A table to choose from needs the room.
          draft.source === 'letters' ? 'lg:grid-cols-[3fr_2fr]' : 'lg:grid-cols-2',
        )}
      >
        <div className="flex min-w-0 flex-col gap-5">
          <ChooseSource draft={draft} onChange={setDraft} />
          {draft.source === 'letters' ? (
            <PickLetters ids={draft.ids} onChange={ids => setDraft({ ...draft, ids })} />
          ) : (
            <NarrowLetters draft={draft} onChange={setDraft} />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title={t('preview')}>
            {!selection ? (
              <p className="text-sm text-ink-soft">{t('preview_first')}</p>
            ) : figures ? (
              <BatchPreview preview={figures} />
            ) : (
              <NotLoaded query={preview} lines={5} />
            )}
          </Card>
          <Card>
            <div className="flex flex-col gap-4">
              <BatchPlanFields plan={plan} onChange={setPlan} today={today} />
              <TextField label={t('name')} value={title} onChange={setTitle} maxLength={150} isRequired />
              <Button
                tone="primary"
                className="self-end"
                isDisabled={!mayCreate || preview.isPlaceholderData}
                onPress={() => setAsking(true)}
              >
                {plan.when === 'now'
                  ? t('create_now', { count: figures?.total ?? 0 })
                  : t(plan.when === 'workday' ? 'create_plan' : 'create_none')}
              </Button>
            </div>
          </Card>
        </div>
      </div>
      {figures && (
        <ConfirmDialog
          title={
            plan.when === 'now'
              ? t('confirm_title', { count: figures.total })
              : t(plan.when === 'workday' ? 'create_plan' : 'create_none')
          }
          confirmLabel={
            plan.when === 'now'
              ? t('create_now', { count: figures.total })
              : t(plan.when === 'workday' ? 'create_plan' : 'create_none')
          }
          onConfirm={create}
          isOpen={isAsking}
          onOpenChange={setAsking}
        >
          {t('confirm_text', {
            sends: Math.max(0, figures.total - figures.needs_approval - figures.no_contact),
            approval: figures.needs_approval,
            no_contact: figures.no_contact,
          })}
        </ConfirmDialog>
      )}
    </>
  )
}

export default NewBatchPage
