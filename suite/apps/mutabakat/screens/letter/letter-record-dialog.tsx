/** Writes down an answer that came outside the portal, with its scan. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { uploadFileRoute } from '#platform/contract'
import { upload } from '../../../../web/api/upload.ts'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { useClock } from '../../../../web/kit/clock.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { FileDrop } from '../../../../web/kit/file-drop.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { MoneyField } from '../../../../web/kit/money-field.tsx'
import { NumberField } from '../../../../web/kit/number-field.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { daySchema, type Letter, REASON_CODES, RECORDED_CHANNELS, routes, SIDES } from '../../contract/index.ts'
import { dayInZone, isBabs } from '../../domain/index.ts'
import type { DeedProps } from './letter-deeds.tsx'
import { useKeepLetter } from './letter-keep.ts'

/** As a form holds it: text where the wire has null. The server checks the rest. */
const schema = z
  .object({
    choice: z.enum(['agree', 'disagree']),
    name: z.string().trim().min(2).max(150),
    title: z.string().trim().max(150),
    reason_code: z.union([z.literal(''), z.enum(REASON_CODES)]),
    own_amount: z.string(),
    own_side: z.enum(SIDES),
    own_count: z.number().int().min(0).max(1_000_000).nullable(),
    note: z.string().trim().max(2000),
    channel: z.enum(RECORDED_CHANNELS),
    received_on: daySchema,
    file_id: z.string().min(1, 'required'),
  })
  .refine(value => value.choice === 'agree' || value.reason_code !== '', { path: ['reason_code'], message: 'required' })

const SCANS = ['.pdf', '.png', '.jpg', '.jpeg', '.webp'] as const

const Scan = ({ onTaken, errorMessage }: { onTaken: (file_id: string) => void; errorMessage: string | undefined }) => {
  const t = useTranslations('mutabakat.work.record')
  const errorText = useErrorText()
  const { id: company } = useCompany()
  const [sent, setSent] = useState<number | null>(null)
  const [name, setName] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const send = async (file: File) => {
    setSent(0)
    setFailure(null)
    try {
      const taken = await upload(uploadFileRoute, file, { company, onProgress: setSent })
      setName(file.name)
      onTaken(taken.id)
    } catch (error) {
      setFailure(error)
    } finally {
      setSent(null)
    }
  }
  return (
    <FileDrop
      label={name ? t('file_taken', { name }) : t('file')}
      accept={SCANS}
      maxBytes={uploadFileRoute.upload?.maxBytes ?? 0}
      onFile={file => void send(file)}
      sending={sent}
      errorMessage={failure === null ? errorMessage && t('file_missing') : errorText(failure)}
    />
  )
}

const Recorded = ({ letter, onDone }: { letter: Letter; onDone: () => void }) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const [intent] = useState(() => crypto.randomUUID())
  const today = dayInZone(new Date(useClock()), Intl.DateTimeFormat().resolvedOptions().timeZone)
  const form = useZodForm(schema, {
    defaultValues: {
      choice: 'agree',
      name: letter.counterparty.contact_name ?? '',
      title: '',
      reason_code: '',
      own_amount: '',
      own_side: letter.side,
      own_count: null,
      note: '',
      channel: 'post',
      received_on: today,
      file_id: '',
    },
  })
  const disagrees = form.watch('choice') === 'disagree'
  // A form is a side by itself: our sales are their purchases.
  const ofForm = isBabs(letter.kind)
  return (
    <Form
      form={form}
      onSubmit={async ({ own_amount, own_side, own_count, reason_code, title, note, ...value }) => {
        const own = disagrees && own_amount !== '' ? { amount: own_amount, currency: letter.balance.currency } : null
        const body = {
          ...value,
          title: title || null,
          note: note || null,
          reason_code: disagrees && reason_code ? reason_code : null,
          own_balance: own,
          own_side: own ? own_side : null,
          own_count: disagrees ? own_count : null,
        }
        keep(
          await call(
            routes.recordAnswer,
            { params: { id: letter.id }, body },
            { idempotencyKey: intent, ifMatch: letter.rev },
          ),
        )
        onDone()
      }}
      footer={({ isSubmitting }) => (
        <div className="flex flex-wrap items-center justify-end gap-3">
          <p className="min-w-0 flex-1 text-xs text-ink-soft">{t('work.record.final')}</p>
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('work.record.save')}
          </Button>
        </div>
      )}
    >
      <p className="text-sm text-ink-soft">{t('work.record.text')}</p>
      <FormField form={form} name="choice">
        {field => (
          <RadioGroup
            {...field}
            label={t('work.record.choice')}
            options={(['agree', 'disagree'] as const).map(id => ({ id, label: t(`work.record.${id}`) }))}
          />
        )}
      </FormField>
      {disagrees && (
        <>
          <FormField form={form} name="reason_code">
            {field => (
              <Select
                {...field}
                value={field.value || null}
                label={t('work.record.reason')}
                options={REASON_CODES.map(id => ({ id, label: t(`reason.${id}`) }))}
                isRequired
              />
            )}
          </FormField>
          <div className="grid gap-4 sm:grid-cols-2">
            {ofForm && (
              <FormField form={form} name="own_count">
                {field => (
                  <NumberField
                    {...field}
                    label={t('kinds.letter.own_count')}
                    min={0}
                    max={1_000_000}
                    format={{ maximumFractionDigits: 0 }}
                  />
                )}
              </FormField>
            )}
            <FormField form={form} name="own_amount">
              {field => (
                <MoneyField
                  {...field}
                  currency={letter.balance.currency}
                  label={t(ofForm ? 'kinds.letter.own_amount' : 'work.record.own_balance')}
                />
              )}
            </FormField>
          </div>
          {!ofForm && (
            <FormField form={form} name="own_side">
              {field => (
                <RadioGroup
                  {...field}
                  label={t('work.record.own_side')}
                  options={SIDES.map(id => ({ id, label: t(`side.${id}_hint`) }))}
                />
              )}
            </FormField>
          )}
        </>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField form={form} name="name">
          {field => <TextField {...field} label={t('work.record.name')} maxLength={150} isRequired />}
        </FormField>
        <FormField form={form} name="title">
          {field => <TextField {...field} label={t('work.record.person_title')} maxLength={150} />}
        </FormField>
        <FormField form={form} name="channel">
          {field => (
            <Select
              {...field}
              label={t('work.record.channel')}
              options={RECORDED_CHANNELS.map(id => ({ id, label: t(`answer_channel.${id}`) }))}
            />
          )}
        </FormField>
        <FormField form={form} name="received_on">
          {field => <DateField {...field} label={t('work.record.received_on')} max={today} isRequired />}
        </FormField>
      </div>
      <FormField form={form} name="note">
        {field => <TextArea {...field} label={t('work.record.note')} maxLength={2000} rows={2} />}
      </FormField>
      <FormField form={form} name="file_id">
        {field => <Scan onTaken={field.onChange} errorMessage={field.errorMessage} />}
      </FormField>
    </Form>
  )
}

export const RecordDialog = ({ letter, isOpen, onOpenChange }: DeedProps) => {
  const t = useTranslations('mutabakat.work.record')
  return (
    <Dialog title={t('title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      {close => <Recorded letter={letter} onDone={close} />}
    </Dialog>
  )
}
