/** Turns pages by the server's cursors and says how many there are. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Page } from '#platform/contract'
import { IconButton } from '../icon-button.tsx'

export type TableFooterProps = {
  page: Pick<Page<unknown>, 'next_cursor' | 'prev_cursor' | 'total' | 'total_is_exact'> | undefined
  onCursor: (cursor: string | undefined) => void
}

export const TableFooter = ({ page, onCursor }: TableFooterProps) => {
  const t = useTranslations('kit.table')
  return (
    <footer className="flex min-h-12 items-center gap-2 border-t border-line px-4 py-2 text-sm text-ink-soft">
      <p className="tabular flex-1" role="status">
        {page && t(page.total_is_exact ? 'total' : 'totalAtLeast', { count: page.total })}
      </p>
      <IconButton
        label={t('previous')}
        icon={ChevronLeft}
        small
        isDisabled={!page?.prev_cursor}
        onPress={() => onCursor(page?.prev_cursor ?? undefined)}
      />
      <IconButton
        label={t('next')}
        icon={ChevronRight}
        small
        isDisabled={!page?.next_cursor}
        onPress={() => onCursor(page?.next_cursor ?? undefined)}
      />
    </footer>
  )
}
