/** Agreeing to the list of differences: with a promise of who corrects what until when, needed where lines do not cover it. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { useClock } from '../../../../web/kit/clock.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { type Comparison, STATEMENT_SIDES } from '../../contract/index.ts'
import { dayInZone } from '../../domain/index.ts'
import type { ComparisonSource } from './comparison-source.ts'
import { isNothing } from './line-sums.ts'
import { useTake } from './use-comparison.ts'
import { sidesFor } from './use-side-name.ts'

const schema = z
  .object({
    corrects: z.boolean(),
    side: z.enum(STATEMENT_SIDES),
    until: z.union([z.literal(''), z.iso.date()]),
    note: z.string().trim().max(500),
  })
  .refine(value => !value.corrects || value.until !== '', { path: ['until'], message: 'required' })
  .refine(value => !value.corrects || value.note !== '', { path: ['note'], message: 'required' })

type Props = { source: ComparisonSource; comparison: Comparison; onClose: () => void }

export const AgreeDialog = ({ source, comparison, onClose }: Props) => {
  const t = useTranslations('mutabakat.comparison')
  const take = useTake(source)
  const now = useClock()
  // What is agreed to is what was read, not what the other side made of it meanwhile.
  const [rev, setRev] = useState(comparison.rev)
  const isCovered = comparison.open !== null && isNothing(comparison.open)
  const other = comparison.consent[source.side === 'ours' ? 'theirs' : 'ours']
  const promise = other?.correction
  const form = useZodForm(schema, {
    defaultValues: {
      corrects: !isCovered || promise != null,
      side: promise?.side ?? source.side,
      until: promise?.until ?? '',
      note: promise?.note ?? '',
    },
  })
  const corrects = form.watch('corrects')
  const isOther = rev !== comparison.rev
  return (
    <Dialog title={t('settle.agree_title')} isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <Form
        form={form}
        onSubmit={async ({ side, until, note, ...value }) => {
          take(await source.agree({ correction: value.corrects ? { side, until, note } : null }, rev))
          onClose()
        }}
        footer={({ isSubmitting }) => (
          <div className="flex flex-wrap justify-end gap-2">
            <Button tone="quiet" onPress={onClose}>
              {t('cancel')}
            </Button>
            <Button tone="primary" type="submit" pending={isSubmitting} isDisabled={isOther}>
              {t('settle.agree_deed')}
            </Button>
          </div>
        )}
      >
        <p className="text-sm">{t(isCovered ? 'settle.covered_text' : 'settle.uncovered_text')}</p>
        <FormField form={form} name="corrects">
          {field => (
            <Checkbox isSelected={field.value} isDisabled={!isCovered} onChange={field.onChange}>
              {t('settle.corrects')}
            </Checkbox>
          )}
        </FormField>
        {corrects && (
          <>
            <FormField form={form} name="side">
              {field => (
                <RadioGroup
                  {...field}
                  label={t('settle.who')}
                  options={sidesFor(source.side).map(id => ({
                    id,
                    label: t(id === source.side ? 'settle.mine' : 'settle.other'),
                  }))}
                />
              )}
            </FormField>
            <FormField form={form} name="until">
              {field => (
                <DateField
                  {...field}
                  label={t('settle.until')}
                  min={dayInZone(new Date(now), Intl.DateTimeFormat().resolvedOptions().timeZone)}
                  isRequired
                />
              )}
            </FormField>
            <FormField form={form} name="note">
              {field => <TextArea {...field} label={t('settle.what')} maxLength={500} isRequired />}
            </FormField>
          </>
        )}
        <p className="text-xs text-ink-soft">{t('settle.final')}</p>
        {isOther && (
          <div
            role="alert"
            className="flex flex-wrap items-center gap-3 rounded-lg bg-wait-soft px-3 py-2 text-sm text-wait"
          >
            <p className="min-w-0 flex-1">{t('settle.changed')}</p>
            <Button small onPress={() => setRev(comparison.rev)}>
              {t('settle.seen')}
            </Button>
          </div>
        )}
      </Form>
    </Dialog>
  )
}
