/** Every version of a message there was; an older one is taken back into the editor, and saved as a new one. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { routes, type Template, type TemplateParts } from '../../contract/index.ts'

export type TemplateVersionsProps = {
  template: Template
  onTake: (parts: TemplateParts) => void
  isReadOnly: boolean
}

export const TemplateVersions = ({ template, onTake, isReadOnly }: TemplateVersionsProps) => {
  const t = useTranslations('mutabakat.setup')
  const company = useCompany()
  const call = useCompanyCall()
  const [isShown, setShown] = useState(false)
  const { kind, locale } = template
  const versions = useQuery({
    queryKey: [...companyKey(company), 'template-versions', kind, locale],
    queryFn: ({ signal }) => call(routes.templateVersions, { params: { kind, locale } }, { signal }),
    enabled: isShown,
  })
  if (template.version === 0) return null
  if (!isShown)
    return (
      <div>
        <Button tone="quiet" small onPress={() => setShown(true)}>
          {t('versions')}
        </Button>
      </div>
    )
  return (
    <section aria-label={t('versions')} className="border-t border-line pt-3">
      <h3 className="text-sm font-medium">{t('versions')}</h3>
      <Loaded query={versions} lines={2}>
        {({ items }) => (
          <ul className="mt-1">
            {items.map(one => (
              <li key={one.version} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-sm">
                <span className="tabular">{t('version', { version: String(one.version) })}</span>
                <DateText value={one.at} form="dateTime" className="text-ink-soft" />
                <span className="min-w-0 flex-1 truncate text-ink-soft">{one.by}</span>
                {!isReadOnly && one.version !== template.version && (
                  <Button small onPress={() => onTake(one.parts ?? template.defaults)}>
                    {t('take_back')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}
