/** Puts papers, answers and evidence together for an auditor: all of a span, or a sample that can be drawn again. */
import { useQueryClient } from '@tanstack/react-query'
import { PackageCheck } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { z } from 'zod'
import { LOCALES } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { NumberField } from '../../../../web/kit/number-field.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { TASKS_KEY } from '../../../../web/session/tasks.ts'
import { routes } from '../../contract/index.ts'
import type { Span } from './span-fields.tsx'
import { TaskResult } from './task-result.tsx'

const schema = z.object({
  samples: z.boolean(),
  size: z.number().int().min(1).max(5000).nullable(),
  seed: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{0,64}$/),
  locale: z.enum(LOCALES),
})

export const PackageCard = ({ span }: { span: Span }) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const [task_id, setTask] = useState<string | null>(null)
  const form = useZodForm(schema, { defaultValues: { samples: false, size: 25, seed: '', locale } })
  const samples = form.watch('samples')
  const start = async (order: z.output<typeof schema>) => {
    const sample = order.samples ? { size: order.size ?? 1, ...(order.seed ? { seed: order.seed } : {}) } : null
    const started = await call(
      routes.startPackage,
      { body: { selection: span, sample, locale: order.locale } },
      { idempotencyKey: crypto.randomUUID() },
    )
    setTask(started.task_id)
    void queries.invalidateQueries({ queryKey: TASKS_KEY })
  }
  return (
    <Card title={t('reports.package_title')}>
      <p className="mb-4 text-sm text-ink-soft">{t('reports.package_text')}</p>
      <Form
        form={form}
        onSubmit={start}
        footer={({ isSubmitting }) => (
          <div>
            <Button type="submit" icon={PackageCheck} pending={isSubmitting}>
              {t('reports.package_do')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="samples">
          {field => (
            <Checkbox isSelected={field.value} onChange={field.onChange}>
              <span>
                {t('reports.sample')}
                <span className="block text-xs text-ink-soft">{t('reports.sample_hint')}</span>
              </span>
            </Checkbox>
          )}
        </FormField>
        {samples && (
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField form={form} name="size">
              {field => <NumberField {...field} label={t('reports.size')} min={1} max={5000} isRequired />}
            </FormField>
            <FormField form={form} name="seed">
              {field => <TextField {...field} label={t('reports.seed')} description={t('reports.seed_hint')} />}
            </FormField>
          </div>
        )}
        <FormField form={form} name="locale">
          {field => (
            <Select
              {...field}
              label={t('reports.instructions')}
              className="max-w-xs"
              options={LOCALES.map(id => ({ id, label: t(`language.${id}`) }))}
            />
          )}
        </FormField>
      </Form>
      {task_id && <TaskResult key={task_id} task_id={task_id} />}
    </Card>
  )
}
