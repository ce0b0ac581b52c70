/** Saved ways of reading files: renamed, or forgotten. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type ImportTemplate, routes } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'

type Deed = { is: 'rename' | 'delete'; template: ImportTemplate }

export const TemplatesCard = () => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const mayWrite = useMayWrite()
  const queryKey = [...companyKey(company), 'import-templates']
  const templates = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(routes.listImportTemplates, {}, { signal }),
  })
  const [deed, setDeed] = useState<Deed | null>(null)
  const refresh = () => queries.invalidateQueries({ queryKey })
  const rename = useMutation({
    mutationFn: (change: { id: string; name: string }) =>
      call(routes.renameImportTemplate, { params: { id: change.id }, body: { name: change.name } }),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: (id: string) => call(routes.deleteImportTemplate, { params: { id } }),
    onSuccess: refresh,
  })
  if (templates.data?.length === 0) return null
  return (
    <Card flush title={t('wizard.templates')} className="mt-6">
      <Loaded query={templates} lines={2}>
        {items => (
          <ul>
            {items.map(template => (
              <li
                key={template.id}
                className="flex items-center gap-3 border-t border-line px-4 py-2.5 text-sm first:border-0"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{template.name}</span>
                  <span className="block truncate text-xs text-ink-soft">
                    {t(`wizard.kind.${template.kind}`)}: {Object.values(template.columns).join(', ')}
                  </span>
                </span>
                {mayWrite && (
                  <>
                    <IconButton
                      small
                      icon={Pencil}
                      label={t('wizard.rename', { name: template.name })}
                      onPress={() => setDeed({ is: 'rename', template })}
                    />
                    <IconButton
                      small
                      icon={Trash2}
                      label={t('wizard.forget', { name: template.name })}
                      onPress={() => setDeed({ is: 'delete', template })}
                    />
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {deed?.is === 'rename' && (
        <RenameDialog
          template={deed.template}
          onRename={name => rename.mutateAsync({ id: deed.template.id, name })}
          onClose={() => setDeed(null)}
        />
      )}
      {deed?.is === 'delete' && (
        <ConfirmDialog
          title={t('wizard.forget_title')}
          confirmLabel={t('wizard.forget_do')}
          danger
          isOpen
          onOpenChange={() => setDeed(null)}
          onConfirm={() => remove.mutateAsync(deed.template.id)}
        >
          {t('wizard.forget_text', { name: deed.template.name })}
        </ConfirmDialog>
      )}
    </Card>
  )
}

const schema = z.object({ name: z.string().trim().min(1).max(80) })

type RenameDialogProps = { template: ImportTemplate; onRename: (name: string) => Promise<unknown>; onClose: () => void }

const RenameDialog = ({ template, onRename, onClose }: RenameDialogProps) => {
  const t = useTranslations('mutabakat')
  const form = useZodForm(schema, { defaultValues: { name: template.name } })
  return (
    <Dialog title={t('wizard.rename_title')} size="small" isOpen onOpenChange={onClose}>
      <Form
        form={form}
        onSubmit={async ({ name }) => {
          await onRename(name)
          onClose()
        }}
        footer={({ isSubmitting }) => (
          <div className="flex justify-end">
            <Button tone="primary" type="submit" pending={isSubmitting}>
              {t('counterparties.save')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="name">
          {field => <TextField {...field} label={t('wizard.save_as')} isRequired autoFocus maxLength={80} />}
        </FormField>
      </Form>
    </Dialog>
  )
}
