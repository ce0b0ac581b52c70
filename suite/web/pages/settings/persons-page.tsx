/** The desk for persons who ask what is kept about them, or to be erased. */
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import {
  type DataRequest,
  findPersonRoute,
  listDataRequestsRoute,
  type Page,
  type PersonQuery,
} from '#platform/contract'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { TableFooter } from '../../kit/data-table/table-footer.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { RadioGroup } from '../../kit/radio-group.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { useListState } from '../../kit/use-list-state.ts'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { useMe } from '../../session/me.ts'
import { PersonFound } from './person-found.tsx'
import { type Found, personForm, personOf } from './person-schema.ts'

const PersonsPage = () => {
  const call = useCompanyCall()
  const [found, setFound] = useState<Found | null>(null)
  const find = async (person: PersonQuery) => setFound({ person, ...(await call(findPersonRoute, { body: person })) })
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
      <div className="space-y-5">
        <FindCard onFind={find} />
        {/* Another proof is another person: what was typed to erase one must not stand under the next. */}
        {found && (
          <PersonFound
            key={found.preview}
            found={found}
            onChanged={() => find(found.person)}
            onErased={() => setFound(null)}
          />
        )}
      </div>
      <Requests />
    </div>
  )
}

export default PersonsPage

const FindCard = ({ onFind }: { onFind: (person: PersonQuery) => Promise<void> }) => {
  const t = useTranslations('persons')
  const form = useZodForm(personForm, { defaultValues: { by: 'email', email: '', phone: '' } })
  const by = form.watch('by')
  return (
    <Card title={t('find')}>
      <p className="mb-4 text-sm text-ink-soft">{t('findText')}</p>
      <Form
        form={form}
        onSubmit={value => onFind(personOf(value))}
        footer={({ isSubmitting }) => (
          <div>
            <Button type="submit" tone="primary" icon={Search} pending={isSubmitting}>
              {t('search')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="by">
          {field => (
            <RadioGroup
              {...field}
              label={t('by')}
              options={[
                { id: 'email', label: t('email') },
                { id: 'phone', label: t('phone') },
              ]}
            />
          )}
        </FormField>
        {by === 'email' ? (
          <FormField form={form} name="email">
            {field => <TextField {...field} label={t('email')} type="email" autoComplete="off" isRequired />}
          </FormField>
        ) : (
          <FormField form={form} name="phone">
            {field => (
              <TextField
                {...field}
                label={t('phone')}
                description={t('phoneHint')}
                type="tel"
                autoComplete="off"
                isRequired
              />
            )}
          </FormField>
        )}
      </Form>
    </Card>
  )
}

const Requests = () => {
  const t = useTranslations('persons')
  const persons = useTranslations('audit')
  const company = useCompany()
  const call = useCompanyCall()
  const locale = useLocale()
  const list = useListState({ limit: 10 })
  const { user } = useMe()
  const requests = useLiveQuery<Page<DataRequest>>({
    room: `user:${user.id}`,
    queryKey: [...companyKey(company), 'data-requests', locale, list.key],
    queryFn: ({ signal }) => call(listDataRequestsRoute, { query: list.query }, { signal }),
    // What was handed out stands here once its file is made.
    apply: (_current, event) => (event.type === 'task_completed' ? 'refetch' : undefined),
    placeholderData: keepPreviousData,
  })
  return (
    <Card title={t('requests')} flush>
      <Loaded query={requests} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('requestsEmpty')} />
          ) : (
            <ul aria-label={t('requests')} className="divide-y divide-line border-t border-line">
              {items.map(request => (
                <li key={request.id} className="px-4 py-3 text-sm">
                  <p className="flex items-center gap-2">
                    <span className="min-w-0 flex-1 truncate font-medium">{request.subject}</span>
                    <Badge tone={request.kind === 'erase' ? 'bad' : 'info'}>{t(`requestKind.${request.kind}`)}</Badge>
                  </p>
                  <p className="text-xs text-ink-soft">
                    {t.rich('requestBy', {
                      name: request.by.name ?? persons('gone'),
                      time: () => <DateText value={request.at} form="dateTime" />,
                    })}
                  </p>
                  {request.reason && <p className="mt-1 break-words text-ink-soft">{request.reason}</p>}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <TableFooter page={requests.data} onCursor={list.setCursor} />
    </Card>
  )
}
