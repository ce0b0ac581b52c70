/** Who asks: title, tax office and number, address; folded away, so that the question stays in sight. */
import { useTranslations } from 'use-intl'
import type { PortalLetter } from '../../../contract/index.ts'
import { Facts } from '../../facts.tsx'

export const SenderFacts = ({ letter: { company, counterparty } }: { letter: PortalLetter }) => {
  const t = useTranslations('mutabakat')
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-ink-soft">{t('portal.sender')}</summary>
      <div className="mt-2">
        <Facts
          facts={[
            [t('portal.sender_title'), company.title],
            ...(company.tax_office || company.vkn
              ? ([[t('field.tax_number'), [company.tax_office, company.vkn].filter(Boolean).join(' / ')]] as const)
              : []),
            ...(company.address ? ([[t('portal.address'), company.address]] as const) : []),
            [t('portal.addressee'), [counterparty.title, counterparty.tax_number].filter(Boolean).join(', ')],
          ]}
        />
      </div>
    </details>
  )
}
