/** A company that asks for a second factor, and somebody without one: they set it up here, or go elsewhere. */
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { CompanyOfPerson } from '#platform/contract'
import { Button } from '../kit/button.tsx'
import { companyPath } from '../session/company-path.ts'
import { ME_KEY, useMe } from '../session/me.ts'
import { useSignOut } from '../shell/user-menu.tsx'
import { SecondFactorSetup, type SecondFactorSetupProps } from './account/second-factor-setup.tsx'
import { PublicFrame } from './public-frame.tsx'

const ClosedCompany = ({ company, onCodes, onDone }: { company: CompanyOfPerson } & SecondFactorSetupProps) => {
  const t = useTranslations('closedCompany')
  const queries = useQueryClient()
  const signOut = useSignOut()
  const others = useMe().companies.filter(one => one.id !== company.id && !one.second_factor_missing)
  const finish = async () => {
    await queries.invalidateQueries({ queryKey: ME_KEY })
    onDone()
  }
  return (
    <PublicFrame title={t('title', { company: company.title })} description={t('text')}>
      <SecondFactorSetup onCodes={onCodes} onDone={() => void finish()} />
      <div className="mt-6 border-t border-line pt-4 text-sm">
        {others.length > 0 && (
          <>
            <h2 className="text-ink-soft">{t('other')}</h2>
            <ul className="mt-1 mb-3 space-y-1">
              {others.map(({ id, slug, title }) => (
                <li key={id}>
                  <Link to={companyPath(slug)} className="font-medium text-accent hover:underline">
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        <Button tone="quiet" small pending={signOut.isPending} onPress={() => signOut.mutate()}>
          {t('signOut')}
        </Button>
      </div>
    </PublicFrame>
  )
}

// React's `lazy` takes the default export.
export default ClosedCompany
