/** The list: sorted, filtered, selected, as cards on phones, and with a row that changes. */
import { Send } from 'lucide-react'
import { useState } from 'react'
import { StatusDot, type Tone } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import type { Column } from '../../kit/data-table/column.ts'
import { DataTable } from '../../kit/data-table/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import { Money } from '../../kit/money.tsx'
import { useListState } from '../../kit/use-list-state.ts'

type Sample = { id: string; rev: number; name: string; period: string; amount: string; state: string; tone: Tone }

const SAMPLES: Sample[] = [
  {
    id: '1',
    rev: 1,
    name: 'Işık Tekstil A.Ş.',
    period: 'Ekim 2026',
    amount: '1284500.40',
    state: 'Bekliyor',
    tone: 'wait',
  },
  {
    id: '2',
    rev: 1,
    name: 'Gəncə Ticarət MMC',
    period: 'Ekim 2026',
    amount: '48210.00',
    state: 'Mutabık',
    tone: 'good',
  },
  {
    id: '3',
    rev: 1,
    name: 'Çağdaş Gıda Ltd. Şti.',
    period: 'Eylül 2026',
    amount: '-9320.75',
    state: 'Reddedildi',
    tone: 'bad',
  },
  {
    id: '4',
    rev: 1,
    name: 'Öztürk Lojistik',
    period: 'Ekim 2026',
    amount: '310045.00',
    state: 'Mutabık',
    tone: 'good',
  },
]

const COLUMNS: Column<Sample>[] = [
  { id: 'name', header: 'Cari', cell: row => row.name, isSortable: true, canHide: false, card: 'title' },
  { id: 'period', header: 'Dönem', cell: row => row.period, isSortable: true },
  { id: 'state', header: 'Durum', cell: row => <StatusDot tone={row.tone}>{row.state}</StatusDot> },
  {
    id: 'amount',
    header: 'Bakiye',
    align: 'end',
    isSortable: true,
    cell: row => <Money value={{ amount: row.amount, currency: 'TRY' }} />,
  },
]

const sorted = (rows: readonly Sample[], sort: string | undefined): Sample[] => {
  if (!sort) return [...rows]
  const name = sort.replace('-', '') as 'name' | 'period' | 'amount'
  const order = sort.startsWith('-') ? -1 : 1
  return rows.toSorted((a, b) => order * a[name].localeCompare(b[name], 'tr', { numeric: true }))
}

export const TableExhibit = () => {
  const list = useListState({ filters: ['state'] })
  const [rows, setRows] = useState(SAMPLES)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const wanted = rows.filter(
    row =>
      (!list.filters.state || row.state === list.filters.state) &&
      row.name.toLowerCase().includes(list.q.toLowerCase()),
  )
  const change = () => setRows(rows.map((row, index) => (index === 1 ? { ...row, rev: row.rev + 1 } : row)))
  return (
    <DataTable
      id="gallery"
      label="DataTable"
      phone="cards"
      columns={COLUMNS}
      query={{
        data: {
          items: sorted(wanted, list.sort),
          total: wanted.length,
          total_is_exact: true,
          next_cursor: null,
          prev_cursor: null,
        },
        error: null,
        isPending: false,
        isFetching: false,
        dataUpdatedAt: 0,
        refetch: () => {},
      }}
      rowId={row => row.id}
      rowName={row => row.name}
      rowVersion={row => row.rev}
      sort={list.sort}
      onSort={list.setSort}
      onCursor={list.setCursor}
      viewKey={list.key}
      onRowAction={() => {}}
      selection={selection}
      onSelectionChange={setSelection}
      bulkActions={(_ids, clear) => (
        <>
          <Button small icon={Send} onPress={clear}>
            Gönder
          </Button>
          <Button small tone="quiet" onPress={clear}>
            Vazgeç
          </Button>
        </>
      )}
      empty={
        <EmptyState title="Eşleşen mektup yok" action={<Button onPress={list.clear}>Süzgeçleri temizle</Button>} />
      }
      toolbar={
        <div className="flex flex-wrap gap-2">
          <div className="min-w-0 flex-1">
            <FilterBar
              list={list}
              searchLabel="Cari ara"
              filters={[
                {
                  id: 'state',
                  label: 'Durum',
                  options: ['Bekliyor', 'Mutabık', 'Reddedildi'].map(id => ({ id, label: id })),
                },
              ]}
            />
          </div>
          <Button small onPress={change}>
            rev + 1
          </Button>
        </div>
      }
    />
  )
}
