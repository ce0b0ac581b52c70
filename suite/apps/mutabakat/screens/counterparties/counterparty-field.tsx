/** Chooses a counterparty by searching on the server, or adds one without leaving the form. */
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { ComboBox } from '../../../../web/kit/combo-box.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type Counterparty, routes } from '../../contract/index.ts'
import { CounterpartyDialog } from './counterparty-dialog.tsx'

export type CounterpartyFieldProps = {
  label: string
  value: string
  onChange: (id: string) => void
  onBlur?: () => void
  errorMessage?: string | undefined
  isRequired?: boolean
}

export const CounterpartyField = ({ value, onChange, ...field }: CounterpartyFieldProps) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const call = useCompanyCall()
  const [text, setText] = useState('')
  const [added, setAdded] = useState<Counterparty | null>(null)
  const [isAdding, setAdding] = useState(false)
  const found = useQuery({
    queryKey: [...companyKey(company), 'counterparties', 'search', text],
    queryFn: ({ signal }) => call(routes.listCounterparties, { query: { q: text, limit: 20 } }, { signal }),
    placeholderData: previous => previous,
  })
  const items = [...(added ? [added] : []), ...(found.data?.items ?? []).filter(item => item.id !== added?.id)]
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-64">
        <ComboBox
          {...field}
          value={value || null}
          onChange={id => onChange(id ?? '')}
          onSearch={setText}
          isLoading={found.isFetching}
          placeholder={t('form.choose_counterparty')}
          options={items.map(item => ({
            id: item.id,
            label: item.title,
            description: [item.code, item.email ?? t('counterparties.no_email')].join(' · '),
          }))}
        />
      </div>
      <Button tone="secondary" icon={UserPlus} onPress={() => setAdding(true)}>
        {t('counterparties.new')}
      </Button>
      <CounterpartyDialog
        counterparty={null}
        isOpen={isAdding}
        onOpenChange={setAdding}
        onSaved={saved => {
          setAdded(saved)
          onChange(saved.id)
        }}
      />
    </div>
  )
}
