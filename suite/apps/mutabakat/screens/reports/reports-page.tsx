/** Reports of a company: answers, differences, files to take away, and the check of a signed PDF. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { Tabs } from '../../../../web/kit/tabs.tsx'
import { DifferencesTab } from './differences-tab.tsx'
import { ExportCard } from './export-card.tsx'
import { PackageCard } from './package-card.tsx'
import { RepliesTab } from './replies-tab.tsx'
import { SpanFields, spanOf } from './span-fields.tsx'
import { VerifyTab } from './verify-tab.tsx'

const TABS = ['replies', 'differences', 'files', 'verify'] as const
type Tab = (typeof TABS)[number]

const ReportsPage = () => {
  const t = useTranslations('mutabakat.reports')
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const tab = TABS.find(id => id === search.tab) ?? 'replies'
  const span = spanOf(search.from, search.to)
  const change = (part: { tab?: Tab; from?: string | undefined; to?: string | undefined }) =>
    void navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (old: Record<string, string>) => ({ ...old, ...part }),
    })
  const content = {
    replies: <RepliesTab span={span} />,
    differences: <DifferencesTab span={span} />,
    files: (
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <ExportCard span={span} />
        <PackageCard span={span} />
      </div>
    ),
    verify: <VerifyTab />,
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          tab !== 'verify' && <SpanFields span={span} onChange={next => change({ from: next.from, to: next.to })} />
        }
      />
      <Tabs
        label={t('title')}
        value={tab}
        onChange={next => change({ tab: next })}
        tabs={TABS.map(id => ({ id, label: t(`tab.${id}`), content: content[id] }))}
      />
    </>
  )
}

export default ReportsPage
