/** The company's own words: of letters, mails and SMS, in each language. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { LOCALES, type Locale } from '#platform/contract'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { routes, TEMPLATE_KINDS, type TemplateKind } from '../../contract/index.ts'
import { TemplateEditor } from './template-editor.tsx'

const LEADERS: readonly string[] = ['owner', 'admin', 'manager']

export const TemplatesTab = () => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const [kind, setKind] = useState<TemplateKind>('letter')
  const [locale, setLocale] = useState<Locale>(useLocale())
  const queryKey = [...companyKey(company), 'templates']
  const templates = useQuery({ queryKey, queryFn: ({ signal }) => call(routes.listTemplates, {}, { signal }) })
  return (
    <div className="flex flex-col gap-5">
      <div className="grid grid-cols-2 gap-3 sm:flex">
        <Select
          label={t('setup.message')}
          className="sm:w-56"
          value={kind}
          onChange={setKind}
          options={TEMPLATE_KINDS.map(id => ({ id, label: t(`template_kind.${id}`) }))}
        />
        <Select
          label={t('setup.language')}
          className="sm:w-44"
          value={locale}
          onChange={setLocale}
          options={LOCALES.map(id => ({ id, label: t(`language.${id}`) }))}
        />
      </div>
      <Loaded query={templates} lines={8}>
        {({ items, variables }) => {
          const template = items.find(one => one.kind === kind && one.locale === locale)
          return (
            template && (
              <TemplateEditor
                key={`${kind}.${locale}`}
                template={template}
                variables={variables}
                isReadOnly={!LEADERS.includes(company.role)}
                onSaved={() => queries.invalidateQueries({ queryKey })}
              />
            )
          )
        }}
      </Loaded>
    </div>
  )
}
