/** The columns of letters, in the list of them and wherever letters are picked. */
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '../../../../web/kit/data-table/column.ts'
import { DateText } from '../../../../web/kit/date-text.tsx'
import type { LetterRow } from '../../contract/index.ts'
import { LetterMoney } from '../letter-money.tsx'
import { SideMark } from '../side-mark.tsx'
import { LetterState } from './letter-state.tsx'

/** `only`: some of them, by id. */
export const useLetterColumns = (only?: readonly string[]): Column<LetterRow>[] => {
  const t = useTranslations('mutabakat')
  return useMemo(() => {
    const columns: Column<LetterRow>[] = [
      {
        id: 'no',
        header: t('letters.columns.no'),
        cell: row => (
          <span className="whitespace-nowrap">
            {row.no}
            {row.version > 1 && (
              <span className="ms-1.5 text-xs text-ink-soft">{t('work.letter.version', { version: row.version })}</span>
            )}
          </span>
        ),
        isSortable: true,
      },
      {
        id: 'counterparty',
        header: t('letters.columns.counterparty'),
        cell: row => row.counterparty.title,
        isSortable: true,
        card: 'title',
        canHide: false,
        // The others are as wide as what they say; the names get the rest.
        width: '100%',
      },
      {
        id: 'balance_date',
        header: t('letters.columns.balance_date'),
        cell: row => (
          <span className="block whitespace-nowrap">
            <DateText value={row.balance_date} />
            {row.kind !== 'cari' && <span className="block text-xs text-ink-soft">{t(`letter_kind.${row.kind}`)}</span>}
          </span>
        ),
        isSortable: true,
      },
      {
        id: 'balance',
        header: t('letters.columns.balance'),
        cell: row => (
          <span className="whitespace-nowrap">
            <LetterMoney kind={row.kind} value={row.balance} />{' '}
            {row.documents ? (
              <span className="block text-xs text-ink-soft">
                {t('kinds.letter.documents', { count: row.documents.count })}
              </span>
            ) : (
              <SideMark side={row.side} />
            )}
          </span>
        ),
        isSortable: true,
        align: 'end',
      },
      {
        id: 'status',
        header: t('letters.columns.status'),
        cell: row => (
          <span className="whitespace-nowrap">
            <LetterState letter={row} />
          </span>
        ),
        isSortable: true,
      },
      {
        id: 'reply_due',
        header: t('letters.columns.reply_due'),
        cell: row => <DateText value={row.reply_due} />,
        startsHidden: true,
      },
      {
        id: 'responsible',
        header: t('work.list.responsible'),
        cell: row => row.responsible?.name ?? '–',
        width: '10rem',
        startsHidden: true,
      },
      {
        id: 'sender',
        header: t('letters.columns.sender'),
        cell: row => row.sender?.name ?? '–',
        width: '10rem',
        startsHidden: true,
      },
      {
        id: 'answered_at',
        header: t('letters.columns.answered_at'),
        cell: row => <DateText value={row.answered_at} />,
        isSortable: true,
      },
    ]
    return only ? columns.filter(({ id }) => only.includes(id)) : columns
  }, [t, only])
}
