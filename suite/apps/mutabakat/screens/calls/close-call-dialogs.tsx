/** Writes down what came of a call, or takes it off the list. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { ApiError } from '../../../../web/api/api-error.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { useClock } from '../../../../web/kit/clock.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { CALL_OUTCOMES, type Call, routes } from '../../contract/index.ts'
import { addDays, dayInZone } from '../../domain/index.ts'
import { StaleNote } from '../stale-note.tsx'
import { callsKey, reachKey } from './use-calls.ts'

export type CallDialogProps = { call: Call; onClose: () => void }

/** As long as a counterparty may ask for time. */
const MOST_DAYS = 60

/** As a form holds it: text where the wire has null. */
const schema = z
  .object({ outcome: z.enum(CALL_OUTCOMES), promised_until: z.string(), note: z.string().trim().max(1000) })
  .refine(value => value.outcome !== 'promised' || value.promised_until !== '', {
    path: ['promised_until'],
    message: 'required',
  })

/** Lists and the letter's card ask again. */
const useRefresh = () => {
  const company = useCompany()
  const queries = useQueryClient()
  return async (call: Call) => {
    await queries.invalidateQueries({ queryKey: callsKey(company) })
    void queries.invalidateQueries({ queryKey: reachKey(company, call.letter.id) })
  }
}

const isStale = (error: unknown): boolean => error instanceof ApiError && error.code === 'stale'

const Finish = ({ call, onClose }: CallDialogProps) => {
  const t = useTranslations('mutabakat.calls')
  const send = useCompanyCall()
  const refresh = useRefresh()
  const [stale, setStale] = useState<Call | null>(null)
  const today = dayInZone(new Date(useClock()), Intl.DateTimeFormat().resolvedOptions().timeZone)
  const form = useZodForm(schema, { defaultValues: { outcome: 'reached', promised_until: '', note: call.note ?? '' } })
  const promised = form.watch('outcome') === 'promised'
  return (
    <Form
      form={form}
      onSubmit={async ({ outcome, promised_until, note }) => {
        const body = { outcome, promised_until: outcome === 'promised' ? promised_until : null, note: note || null }
        try {
          await send(routes.finishCall, { params: { id: call.id }, body }, { ifMatch: (stale ?? call).rev })
        } catch (error) {
          if (!isStale(error)) throw error
          // What was typed stays; saving again is against what the call now is.
          setStale((error as ApiError).extra.current as Call)
          return
        }
        await refresh(call)
        notify({ level: 'success', text: t('finished', { counterparty: call.counterparty.title }) })
        onClose()
      }}
      footer={({ isSubmitting }) => (
        <div className="flex justify-end">
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('save')}
          </Button>
        </div>
      )}
    >
      <FormField form={form} name="outcome">
        {field => (
          <RadioGroup
            {...field}
            label={t('outcome_label')}
            columns={2}
            options={CALL_OUTCOMES.map(id => ({ id, label: t(`outcome.${id}`) }))}
          />
        )}
      </FormField>
      {promised && (
        <FormField form={form} name="promised_until">
          {field => (
            <DateField
              {...field}
              errorMessage={field.errorMessage && t('day_missing')}
              label={t('day_label')}
              description={t('day_hint')}
              min={addDays(today, 1)}
              max={addDays(today, MOST_DAYS)}
              isRequired
            />
          )}
        </FormField>
      )}
      <FormField form={form} name="note">
        {field => <TextArea {...field} label={t('note_label')} maxLength={1000} rows={3} />}
      </FormField>
      {stale && <StaleNote changes={[]} />}
    </Form>
  )
}

export const FinishCallDialog = ({ call, onClose }: CallDialogProps) => {
  const t = useTranslations('mutabakat.calls')
  return (
    <Dialog
      title={t('finish_title', { counterparty: call.counterparty.title })}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <Finish call={call} onClose={onClose} />
    </Dialog>
  )
}

export const DropCallDialog = ({ call, onClose }: CallDialogProps) => {
  const t = useTranslations('mutabakat.calls')
  const send = useCompanyCall()
  const refresh = useRefresh()
  return (
    <ConfirmDialog
      title={t('drop_title')}
      confirmLabel={t('drop')}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      onConfirm={async () => {
        await send(routes.dropCall, { params: { id: call.id }, body: {} }, { ifMatch: call.rev })
        await refresh(call)
        notify({ level: 'info', text: t('dropped', { counterparty: call.counterparty.title }) })
      }}
    >
      {t('drop_text', { counterparty: call.counterparty.title, no: call.letter.no })}
    </ConfirmDialog>
  )
}
