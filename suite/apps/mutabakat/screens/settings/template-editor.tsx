/** The company's words on one kind of message in one language: typed, filled with a sample at once, saved as a version. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCcw, Save } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../../web/api/api-error.ts'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { EditingHere } from '../../../../web/kit/presence-avatars.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import {
  routes,
  TEMPLATE_PARTS,
  type Template,
  type TemplateParts,
  type TemplateVariable,
} from '../../contract/index.ts'
import { wordingFaults } from '../../domain/index.ts'
import { currentOf, StaleNote } from '../stale-note.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { TemplateVersions } from './template-versions.tsx'
import { setupRoomOf } from './use-settings.ts'

type Part = 'intro' | 'notes' | 'subject' | 'text'

export type TemplateEditorProps = {
  template: Template
  variables: readonly TemplateVariable[]
  isReadOnly: boolean
  onSaved: () => Promise<unknown>
}

export const TemplateEditor = ({ template, variables, isReadOnly, onSaved }: TemplateEditorProps) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const { kind, locale } = template
  const params = { kind, locale }
  const [parts, setParts] = useState<TemplateParts>(template.parts)
  const [base, setBase] = useState(template)
  const [asksReset, setAsksReset] = useState(false)
  const last = useRef<{ part: Part; at: number } | null>(null)
  const asked = useDeferredValue(parts)
  const preview = useQuery({
    queryKey: [...companyKey(company), 'template-preview', kind, locale, asked],
    queryFn: ({ signal }) => call(routes.previewTemplate, { params, body: { parts: asked } }, { signal }),
    placeholderData: previous => previous,
    // Words that will not do are told below their field; the picture of the last good ones stays.
    retry: false,
  })
  const names = TEMPLATE_PARTS[kind] as readonly Part[]
  const faults = wordingFaults(kind, parts)
  const isChanged = names.some(part => (parts[part] ?? '') !== (template.parts[part] ?? ''))
  const settle = async (saved: Template) => {
    setBase(saved)
    setParts(saved.parts)
    await queries.invalidateQueries({ queryKey: [...companyKey(company), 'template-versions', kind, locale] })
    await onSaved()
  }
  const save = useMutation({
    mutationFn: () => call(routes.saveTemplate, { params, body: { parts } }, { ifMatch: base.version }),
    onSuccess: async saved => {
      await settle(saved)
      notify({ level: 'success', text: t('setup.saved') })
    },
    onError: error => {
      const current = currentOf<Template>(error)
      if (current) setBase(current)
    },
  })
  const faultOf = (part: Part): string | undefined => {
    const own = faults.find(({ path }) => path === `parts.${part}`)
    const told = save.error instanceof ApiError ? save.error.fields.find(({ path }) => path === `parts.${part}`) : null
    return own ? t(`setup.fault.${own.code}`) : told?.message
  }
  const insert = (name: TemplateVariable) => {
    const place = last.current ?? { part: names[0]!, at: (parts[names[0]!] ?? '').length }
    const text = parts[place.part] ?? ''
    const word = `{${name}}`
    setParts({ ...parts, [place.part]: text.slice(0, place.at) + word + text.slice(place.at) })
    last.current = { part: place.part, at: place.at + word.length }
  }
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      {isChanged && <EditingHere room={setupRoomOf(company)} />}
      <Card
        title={t(`template_kind.${kind}`)}
        actions={
          <Badge tone={base.is_default ? 'neutral' : 'info'}>
            {base.is_default ? t('setup.is_default') : t('setup.version', { version: String(base.version) })}
          </Badge>
        }
      >
        <div className="flex flex-col gap-4">
          {!isReadOnly && (
            <fieldset>
              <legend className="mb-1.5 text-sm font-medium">{t('setup.variables')}</legend>
              <div className="flex flex-wrap gap-1.5">
                {variables.map(name => (
                  <Button
                    key={name}
                    small
                    className="h-7 rounded-full px-2.5 text-xs"
                    // The cursor stays where the word goes.
                    preventFocusOnPress
                    onPress={() => insert(name)}
                  >
                    {t(`setup.variable.${name}`)}
                  </Button>
                ))}
              </div>
            </fieldset>
          )}
          {names.map(part => (
            <div
              key={part}
              onSelect={event => {
                if (event.target instanceof HTMLTextAreaElement)
                  last.current = { part, at: event.target.selectionStart }
              }}
            >
              <TextArea
                label={t(`setup.part.${part}`)}
                description={t(`setup.part_hint.${part}`)}
                rows={part === 'subject' ? 1 : 4}
                value={parts[part] ?? ''}
                onChange={text => setParts({ ...parts, [part]: text })}
                errorMessage={faultOf(part)}
                isReadOnly={isReadOnly}
              />
            </div>
          ))}
          {base !== template && base.version > template.version && save.isError && (
            <StaleNote changes={names.map(part => [t(`setup.part.${part}`), base.parts[part] || '–'] as const)} />
          )}
          {save.error && !currentOf(save.error) && (
            <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
              {errorText(save.error)}
            </p>
          )}
          {!isReadOnly && (
            <div className="flex flex-wrap gap-2">
              <Button
                tone="primary"
                icon={Save}
                pending={save.isPending}
                isDisabled={!isChanged || faults.length > 0}
                onPress={() => save.mutate()}
              >
                {t('setup.save')}
              </Button>
              {!base.is_default && (
                <Button icon={RotateCcw} onPress={() => setAsksReset(true)}>
                  {t('setup.reset')}
                </Button>
              )}
            </div>
          )}
          <TemplateVersions template={base} onTake={setParts} isReadOnly={isReadOnly} />
        </div>
      </Card>
      <TemplatePreview
        names={names}
        preview={preview.data}
        error={faults.length > 0 ? null : preview.error}
        onPlain={text => setParts({ ...parts, text })}
        isReadOnly={isReadOnly}
      />
      <ConfirmDialog
        title={t('setup.reset')}
        confirmLabel={t('setup.reset')}
        isOpen={asksReset}
        onOpenChange={setAsksReset}
        onConfirm={async () => settle(await call(routes.resetTemplate, { params }))}
      >
        {t('setup.reset_text')}
      </ConfirmDialog>
    </div>
  )
}
