/** Every mail the company sends, as it would arrive, in each language. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { LOCALES, listMailTemplatesRoute, type MailTemplateView, previewMailRoute } from '#platform/contract'
import { Card } from '../../kit/card.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { Select } from '../../kit/select.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { LANGUAGES } from '../../shell/language-switch.tsx'
import { MailFrame } from '../mail-frame.tsx'

const FORMS = ['html', 'text'] as const

const MailTemplatesPage = () => {
  const company = useCompany()
  const call = useCompanyCall()
  const locale = useLocale()
  const templates = useQuery({
    // Titles come in the reader's language.
    queryKey: [...companyKey(company), 'mail-templates', locale],
    queryFn: ({ signal }) => call(listMailTemplatesRoute, {}, { signal }),
  })
  return (
    <Loaded query={templates} lines={8}>
      {({ items }) => (items.length === 0 ? <EmptyState title="–" /> : <Templates items={items} />)}
    </Loaded>
  )
}

export default MailTemplatesPage

type Shown = { id?: string; locale?: string; form?: string }

const Templates = ({ items }: { items: readonly MailTemplateView[] }) => {
  const t = useTranslations('mailTemplates')
  const company = useCompany()
  const call = useCompanyCall()
  const own = useLocale()
  const navigate = useNavigate()
  const search: Shown = useSearch({ strict: false })
  const template = items.find(item => item.id === search.id) ?? items[0]!
  const locale = LOCALES.find(id => id === search.locale) ?? own
  const form = FORMS.find(id => id === search.form) ?? 'html'
  const show = (part: Shown) =>
    void navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (old: Shown) => ({ ...old, ...part }),
    })
  const preview = useQuery({
    queryKey: [...companyKey(company), 'mail-preview', template.id, locale],
    queryFn: ({ signal }) => call(previewMailRoute, { params: { id: template.id }, query: { locale } }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="space-y-4">
      <div className="grid gap-3 sm:grid-cols-[2fr_1fr_1fr]">
        <Select
          label={t('list')}
          value={template.id}
          onChange={id => show({ id })}
          options={items.map(({ id, title }) => ({ id, label: title }))}
        />
        <Select
          label={t('language')}
          value={locale}
          onChange={next => show({ locale: next })}
          options={LOCALES.map(id => ({ id, label: LANGUAGES[id] }))}
        />
        <Select
          label={t('form')}
          value={form}
          onChange={next => show({ form: next })}
          options={FORMS.map(id => ({ id, label: t(id) }))}
        />
      </div>
      <Card>
        <Loaded query={preview} lines={10}>
          {mail => (
            <div className="flex flex-col gap-4">
              <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
                <dt className="text-ink-soft">{t('subject')}</dt>
                <dd className="min-w-0 font-medium break-words">{mail.subject}</dd>
                <dt className="text-ink-soft">{t('from')}</dt>
                <dd className="min-w-0 break-words">{mail.from_name}</dd>
                {mail.reply_to && (
                  <>
                    <dt className="text-ink-soft">{t('replyTo')}</dt>
                    <dd className="min-w-0 break-words">{mail.reply_to}</dd>
                  </>
                )}
              </dl>
              {form === 'html' ? (
                <MailFrame title={mail.subject} html={mail.html} />
              ) : (
                <pre className="rounded-card border border-line bg-sunken p-4 font-sans break-words whitespace-pre-wrap">
                  {mail.text}
                </pre>
              )}
              <p className="text-xs text-ink-soft">{t('sampleNote')}</p>
            </div>
          )}
        </Loaded>
      </Card>
    </div>
  )
}
