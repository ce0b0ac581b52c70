/** Why a line has no partner. It stands over the list, so what the other side changes there never takes what is typed. */
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { EditingHere } from '../../../../web/kit/presence-avatars.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { explainInput, type Line, REASON_CODES } from '../../contract/index.ts'
import type { ComparisonSource } from './comparison-source.ts'
import { LineText } from './line-text.tsx'
import { useTake } from './use-comparison.ts'

const schema = explainInput.extend({ note: explainInput.shape.note.unwrap().unwrap() })

type Props = { source: ComparisonSource; line: Line; currency: Currency; onClose: () => void }

export const ExplainDialog = ({ source, line, currency, onClose }: Props) => {
  const t = useTranslations('mutabakat')
  const take = useTake(source)
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
          take(await source.explain(line.id, { reason, note: note || null }))
          onClose()
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
      </Form>
    </Dialog>
  )
}
