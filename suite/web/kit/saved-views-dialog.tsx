/** Gives a view its name: a new one, which leaders may share at once, or one that is there. */
import { useTranslations } from 'use-intl'
import { createViewRoute } from '#platform/contract'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Form, FormField, useZodForm } from './form.tsx'
import { Switch } from './switch.tsx'
import { TextField } from './text-field.tsx'

const schema = createViewRoute.body!.pick({ name: true, shared: true }).required()

export type SavedViewsDialogProps = {
  title: string
  name: string
  /** Null: sharing is not asked for. */
  shared: boolean | null
  /** Throws `ApiError` to have it shown. */
  onSave: (view: { name: string; shared: boolean }) => Promise<unknown>
  onClose: () => void
}

export const SavedViewsDialog = ({ title, name, shared, onSave, onClose }: SavedViewsDialogProps) => {
  const t = useTranslations('savedViews')
  const kit = useTranslations('kit')
  const form = useZodForm(schema, { defaultValues: { name, shared: shared ?? false } })
  return (
    <Dialog title={title} size="small" isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <Form
        form={form}
        onSubmit={async view => {
          await onSave(view)
          onClose()
        }}
        footer={({ isSubmitting }) => (
          <div className="flex justify-end gap-2">
            <Button tone="quiet" onPress={onClose}>
              {kit('cancel')}
            </Button>
            <Button tone="primary" type="submit" pending={isSubmitting}>
              {t('keep')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="name">
          {field => <TextField {...field} label={t('name')} description={t('nameHint')} maxLength={60} autoFocus />}
        </FormField>
        {shared !== null && (
          <FormField form={form} name="shared">
            {field => (
              <Switch name={field.name} isSelected={field.value} onChange={field.onChange}>
                {t('shareNew')}
              </Switch>
            )}
          </FormField>
        )}
      </Form>
    </Dialog>
  )
}
