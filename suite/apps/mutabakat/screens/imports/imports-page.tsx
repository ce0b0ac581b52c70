/** Uploads a file of balances or of cards, and lists what was uploaded before. */
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Page } from '#platform/contract'
import { ApiError } from '../../../../web/api/api-error.ts'
import { upload } from '../../../../web/api/upload.ts'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { buttonClasses } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { TableFooter } from '../../../../web/kit/data-table/table-footer.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FileDrop } from '../../../../web/kit/file-drop.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { RelativeTime } from '../../../../web/kit/relative-time.tsx'
import { useListState } from '../../../../web/kit/use-list-state.ts'
import { companyHref, companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { useMe } from '../../../../web/session/me.ts'
import { IMPORT_KINDS, type Import, type ImportKind, routes } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { ImportState } from './import-state.tsx'
import { TemplatesCard } from './templates-card.tsx'
import { importKey, lookKey } from './use-import.ts'

const ImportList = () => {
  const t = useTranslations('mutabakat.imports')
  const company = useCompany()
  const { user } = useMe()
  const call = useCompanyCall()
  const list = useListState({})
  const imports = useLiveQuery<Page<Import>>({
    room: `user:${user.id}`,
    queryKey: [...companyKey(company), 'imports', list.key],
    queryFn: ({ signal }) => call(routes.listImports, { query: list.query }, { signal }),
    apply: (_current, event) => (event.type === 'task_completed' ? 'refetch' : undefined),
    placeholderData: keepPreviousData,
  })
  if (!imports.data) return <NotLoaded query={imports} lines={4} />
  if (imports.data.items.length === 0) return <EmptyState title={t('empty_title')}>{t('empty_text')}</EmptyState>
  return (
    <>
      <ul>
        {imports.data.items.map(item => (
          <li key={item.id} className="border-t border-line first:border-0">
            <Link
              to={companyPath(company.slug, `mutabakat/imports/${item.id}`)}
              className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3 text-sm hover:bg-sunken"
            >
              <span className="min-w-0 flex-1 basis-48 truncate font-medium">{item.file_name}</span>
              <ImportState state={item.state} />
              <span className="tabular text-ink-soft">
                {item.state === 'done' &&
                  t('summary', { created: item.created, updated: item.updated, wrong: item.wrong })}
              </span>
              <RelativeTime value={item.created_at} className="text-xs text-ink-soft" />
            </Link>
          </li>
        ))}
      </ul>
      <TableFooter page={imports.data} onCursor={list.setCursor} />
    </>
  )
}

const ImportsPage = () => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const mayWrite = useMayWrite()
  // A page that sends people here knows what they bring: `?kind=babs`.
  const asked = (useSearch({ strict: false }) as { kind?: string }).kind
  const [kind, setKind] = useState<ImportKind>(IMPORT_KINDS.find(known => known === asked) ?? 'balances')
  const { send, sending, failure } = useSend(kind)
  return (
    <>
      <PageHeader
        title={t('imports.title')}
        description={t('imports.drop_hint')}
        actions={
          <a
            href={companyHref(company, routes.importSample, { query: { kind } })}
            download
            className={buttonClasses('secondary')}
          >
            <Download className="size-4" aria-hidden="true" />
            {t('imports.template')}
          </a>
        }
      />
      {mayWrite && (
        <>
          <RadioGroup
            label={t('wizard.what')}
            value={kind}
            onChange={setKind}
            options={IMPORT_KINDS.map(id => ({
              id,
              label: t(`wizard.kind.${id}`),
              description: t(`wizard.kind_hint.${id}`),
            }))}
            columns={2}
            className="mb-4"
          />
          <p className="mb-4 text-sm text-ink-soft">
            <span className="block font-medium text-ink">{t('kinds.erp.title')}</span>
            {t(`kinds.erp.${kind}`)}
          </p>
          <FileDrop
            label={t(kind === 'cards' ? 'wizard.drop_cards' : kind === 'babs' ? 'kinds.erp.drop_babs' : 'imports.drop')}
            accept={['.xlsx', '.csv']}
            explained={['.xls']}
            maxBytes={routes.createImport.upload!.maxBytes}
            onFile={file => void send(file)}
            sending={sending}
            errorMessage={failure}
          />
        </>
      )}
      <TemplatesCard />
      <Card flush title={t('imports.history')} className="mt-6">
        <ImportList />
      </Card>
    </>
  )
}

export default ImportsPage

/** Uploads a file; it waits on its own page, where the look that came with the answer is shown at once. */
const useSend = (kind: ImportKind) => {
  const company = useCompany()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const [sending, setSending] = useState<number | null>(null)
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const send = async (file: File) => {
    setFailure(undefined)
    setSending(0)
    try {
      const { look, ...waiting } = await upload(routes.createImport, file, {
        query: { kind },
        company: company.id,
        // The same file chosen again after a failed upload is a new intent.
        idempotencyKey: crypto.randomUUID(),
        onProgress: setSending,
      })
      queries.setQueryData(importKey(company, waiting.id), waiting)
      if (look) {
        const place = waiting.plan
          ? { heading_row: waiting.plan.heading_row, ...(waiting.plan.sheet ? { sheet: waiting.plan.sheet } : {}) }
          : {}
        queries.setQueryData(lookKey(company, waiting.id, place), look)
      }
      await navigate({ to: companyPath(company.slug, `mutabakat/imports/${waiting.id}`) })
    } catch (error) {
      setFailure(error instanceof ApiError ? errorText(error) : String(error))
    } finally {
      setSending(null)
    }
  }
  return { send, sending, failure }
}
