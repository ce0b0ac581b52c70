/** The company's rule for signing in: whether everybody needs a second factor. Asks before it keeps people out. */
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { changeCompanyRoute } from '#platform/contract'
import { Card } from '../../kit/card.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { notify } from '../../kit/notify.ts'
import { Switch } from '../../kit/switch.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { companyPath } from '../../session/company-path.ts'
import { ME_KEY, useMe } from '../../session/me.ts'
import { useMembers } from './use-members.ts'

export const PolicyCard = ({ isRequired }: { isRequired: boolean }) => {
  const t = useTranslations('policy')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const { user } = useMe()
  const members = useMembers()
  const [isAsking, setAsking] = useState(false)
  const save = async () => {
    const saved = await call(changeCompanyRoute, { body: { require_second_factor: !isRequired } })
    queries.setQueryData([...companyKey(company), 'details'], saved)
    notify({ level: 'success', text: t('saved') })
    // Not waited for: the question would turn into the other one before it closes.
    void queries.invalidateQueries({ queryKey: ME_KEY })
  }
  return (
    <Card title={t('title')}>
      <Loaded query={members} lines={2}>
        {({ items }) => {
          const isSecured = items.some(member => member.user_id === user.id && member.second_factor)
          return (
            <>
              <Switch
                isSelected={isRequired}
                isDisabled={!isRequired && !isSecured}
                // Nothing changes before the question is answered.
                onChange={() => setAsking(true)}
              >
                <span className="min-w-0">{t('label')}</span>
              </Switch>
              <p className="mt-2 text-sm text-ink-soft">{t('text')}</p>
              {!isRequired && !isSecured && (
                <p className="mt-2 text-sm text-wait">
                  {`${t('own')} `}
                  <Link to={companyPath(company.slug, 'account')} className="font-medium underline">
                    {t('toAccount')}
                  </Link>
                </p>
              )}
              <ConfirmDialog
                title={isRequired ? t('offTitle') : t('onTitle')}
                confirmLabel={isRequired ? t('turnOff') : t('turnOn')}
                danger={isRequired}
                isOpen={isAsking}
                onOpenChange={setAsking}
                onConfirm={save}
              >
                {isRequired
                  ? t('offText')
                  : t('onText', { count: items.filter(member => !member.second_factor).length })}
              </ConfirmDialog>
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}
