/** Why a line has no partner. It stands over the list, so what the other side changes there never takes what is typed. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { EditingHere } from '../../../../web/kit/presence-avatars.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { explainInput, type Line, REASON_CODES } from '../../contract/index.ts'
import { currentOf } from '../stale-note.tsx'
import type { ComparisonSource } from './comparison-source.ts'
import { LineText } from './line-text.tsx'
import { useTake } from './use-comparison.ts'

const schema = explainInput.extend({ note: explainInput.shape.note.unwrap().unwrap() })

type Props = { source: ComparisonSource; line: Line; currency: Currency; onClose: () => void }

export const ExplainDialog = ({ source, line, currency, onClose }: Props) => {
  const t = useTranslations('mutabakat')
  const take = useTake(source)
  /** The line that is written on: the one that was opened, or what somebody else has made of it meanwhile. */
  const [base, setBase] = useState(line)
  const form = useZodForm(schema, { defaultValues: { reason: line.reason ?? 'other', note: line.note ?? '' } })
  return (
    <Dialog title={t('comparison.explain')} size="small" isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      {source.room && <EditingHere room={source.room} />}
      <div className="mb-4 rounded-lg bg-sunken p-3">
        <LineText line={line} currency={currency} />
      </div>
      <Form
        form={form}
        onSubmit={async ({ reason, note }) => {
          try {
            take(await source.explain(base, { reason, note: note || null }))
            onClose()
          } catch (error) {
            const current = currentOf<Line>(error)
            if (!current) throw error
            setBase(current)
          }
        }}
        footer={({ isSubmitting }) => (
          <div className="flex justify-end gap-2">
            <Button tone="quiet" onPress={onClose}>
              {t('comparison.cancel')}
            </Button>
            <Button tone="primary" type="submit" pending={isSubmitting}>
              {t('comparison.save')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="reason">
          {field => (
            <Select
              {...field}
              label={t('comparison.reason')}
              options={REASON_CODES.map(id => ({ id, label: t(`reason.${id}`) }))}
            />
          )}
        </FormField>
        <FormField form={form} name="note">
          {field => (
            <TextArea {...field} label={t('comparison.note')} description={t('comparison.note_hint')} maxLength={500} />
          )}
        </FormField>
        {base !== line && (
          <div role="alert" className="rounded-lg bg-wait-soft px-3 py-2 text-sm text-wait">
            <p className="font-medium">{t('comparison.written_meanwhile')}</p>
            <p className="mt-1 break-words">
              {[base.reason && t(`reason.${base.reason}`), base.note].filter(Boolean).join(': ') || '–'}
            </p>
            <p className="mt-1">{t('comparison.write_over')}</p>
          </div>
        )}
      </Form>
    </Dialog>
  )
}
