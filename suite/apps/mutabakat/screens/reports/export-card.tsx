/** Writes letters, answers, differences or signed papers into a file, in the background. */
import { useQueryClient } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { TASKS_KEY } from '../../../../web/session/tasks.ts'
import { EXPORT_KINDS, type ExportKind, LETTER_STATUSES, routes } from '../../contract/index.ts'
import type { Span } from './span-fields.tsx'
import { TaskResult } from './task-result.tsx'

const ANY = 'any'
/** A month's form is taken from its own page, where month and form are chosen. */
const KINDS = EXPORT_KINDS.filter((kind): kind is Exclude<ExportKind, 'babs'> => kind !== 'babs')
const schema = z.object({
  kind: z.enum(KINDS),
  format: z.enum(['xlsx', 'csv']),
  status: z.enum([ANY, ...LETTER_STATUSES]),
})

export const ExportCard = ({ span }: { span: Span }) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const queries = useQueryClient()
  const [task_id, setTask] = useState<string | null>(null)
  const form = useZodForm(schema, { defaultValues: { kind: 'letters', format: 'xlsx', status: ANY } })
  const kind = form.watch('kind')
  const start = async ({ status, ...order }: z.output<typeof schema>) => {
    const selection = { ...span, ...(status === ANY || order.kind !== 'letters' ? {} : { status: [status] }) }
    const started = await call(
      routes.startExport,
      { body: { ...order, selection } },
      // Every press asks for a file of this moment.
      { idempotencyKey: crypto.randomUUID() },
    )
    setTask(started.task_id)
    void queries.invalidateQueries({ queryKey: TASKS_KEY })
  }
  return (
    <Card title={t('reports.export_title')}>
      <Form
        form={form}
        onSubmit={start}
        footer={({ isSubmitting }) => (
          <div>
            <Button tone="primary" type="submit" icon={FileDown} pending={isSubmitting}>
              {t('reports.export_do')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="kind">
          {field => (
            <RadioGroup
              {...field}
              label={t('reports.what')}
              options={KINDS.map(id => ({
                id,
                label: t(`reports.export.${id}`),
                description: t(`reports.export_hint.${id}`),
              }))}
            />
          )}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          {kind === 'letters' && (
            <FormField form={form} name="status">
              {field => (
                <Select
                  {...field}
                  label={t('reports.status')}
                  options={[
                    { id: ANY, label: t('reports.any_status') },
                    ...LETTER_STATUSES.map(id => ({ id, label: t(`status.${id}`) })),
                  ]}
                />
              )}
            </FormField>
          )}
          {kind !== 'papers' && (
            <FormField form={form} name="format">
              {field => (
                <Select
                  {...field}
                  label={t('reports.format')}
                  options={[
                    { id: 'xlsx', label: 'Excel (.xlsx)' },
                    { id: 'csv', label: 'CSV' },
                  ]}
                />
              )}
            </FormField>
          )}
        </div>
      </Form>
      {task_id && <TaskResult key={task_id} task_id={task_id} />}
    </Card>
  )
}
