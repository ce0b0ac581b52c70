/** Letters into one file to print: how, then how far it is, then the file to open. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { TASKS_KEY } from '../../../../web/session/tasks.ts'
import { MAX_PRINTED, type PrintInput, routes } from '../../contract/index.ts'
import { TaskResult } from '../reports/task-result.tsx'

/** `count`: how many are printed, as far as it is known; `isExact` false: at least that many. */
export type PrintDialogProps = {
  order: Pick<PrintInput, 'ids' | 'list'>
  count: number
  isExact?: boolean
  onClose: () => void
}

export const PrintDialog = ({ order, count, isExact = true, onClose }: PrintDialogProps) => {
  const t = useTranslations('mutabakat.print')
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const [double_sided, setDoubleSided] = useState(false)
  const start = useMutation({
    // Every press asks for a file of this moment.
    mutationFn: () =>
      call(routes.startPrint, { body: { ...order, double_sided } }, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: TASKS_KEY }),
  })
  const isTooMany = count > MAX_PRINTED || !isExact
  return (
    <Dialog
      title={t('title', { count })}
      size="small"
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      footer={
        start.data
          ? null
          : close => (
              <>
                <Button onPress={close}>{t('cancel')}</Button>
                <Button
                  tone="primary"
                  icon={Printer}
                  pending={start.isPending}
                  isDisabled={isTooMany || count === 0}
                  onPress={() => start.mutate()}
                >
                  {t('make')}
                </Button>
              </>
            )
      }
    >
      {start.data ? (
        <>
          <p className="text-sm text-ink-soft">{t('making')}</p>
          <TaskResult task_id={start.data.task_id} />
        </>
      ) : (
        <div className="space-y-4 text-sm">
          <p>{t('text')}</p>
          <Checkbox isSelected={double_sided} onChange={setDoubleSided}>
            <span>
              {t('double_sided')}
              <span className="block text-xs text-ink-soft">{t('double_sided_hint')}</span>
            </span>
          </Checkbox>
          {isTooMany && (
            <p role="alert" className="text-bad">
              {t('too_many', { most: MAX_PRINTED })}
            </p>
          )}
          {start.error && (
            <p role="alert" className="text-bad">
              {errorText(start.error)}
            </p>
          )}
        </div>
      )}
    </Dialog>
  )
}
