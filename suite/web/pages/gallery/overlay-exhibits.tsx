/** What opens over the page. */
import { Copy, FilePenLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Drawer } from '../../kit/drawer.tsx'
import { Menu } from '../../kit/menu.tsx'
import { notify } from '../../kit/notify.ts'
import { PdfDialog } from '../../kit/pdf-dialog.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Exhibit } from './exhibit.tsx'

type Open = 'dialog' | 'confirm' | 'type' | 'drawer' | 'pdf' | null

export const OverlayExhibits = () => {
  const [open, setOpen] = useState<Open>(null)
  const state = (which: Open) => ({ isOpen: open === which, onOpenChange: (is: boolean) => setOpen(is ? which : null) })
  return (
    <>
      <Exhibit name="Dialog, ConfirmDialog, Drawer, Menu, PdfDialog">
        <Button onPress={() => setOpen('dialog')}>Dialog</Button>
        <Button onPress={() => setOpen('confirm')}>ConfirmDialog</Button>
        <Button onPress={() => setOpen('type')}>ConfirmDialog typeToConfirm</Button>
        <Button onPress={() => setOpen('drawer')}>Drawer</Button>
        <Button onPress={() => setOpen('pdf')}>PdfDialog</Button>
        <Menu
          label="İşlemler"
          trigger={<Button>Menu</Button>}
          items={[
            { id: 'edit', label: 'Düzenle', icon: FilePenLine, onAction: () => {} },
            { id: 'copy', label: 'Çoğalt', icon: Copy, onAction: () => {} },
            { kind: 'separator', id: 'line' },
            { id: 'delete', label: 'Sil', icon: Trash2, danger: true, onAction: () => {} },
          ]}
        />
        <Dialog
          title="Mektup gönder"
          {...state('dialog')}
          footer={close => (
            <>
              <Button tone="quiet" onPress={close}>
                Vazgeç
              </Button>
              <Button tone="primary" onPress={close}>
                Gönder
              </Button>
            </>
          )}
        >
          <p>Işık Tekstil A.Ş. için Ekim 2026 mutabakat mektubu gönderilecek.</p>
        </Dialog>
        <ConfirmDialog
          title="Mektup silinsin mi?"
          confirmLabel="Mektubu sil"
          danger
          onConfirm={async () => {}}
          {...state('confirm')}
        >
          Mektup ve yanıtları kalıcı olarak silinir.
        </ConfirmDialog>
        <ConfirmDialog
          title="Şirket silinsin mi?"
          confirmLabel="Şirketi sil"
          danger
          typeToConfirm="Örnek A.Ş."
          onConfirm={async () => {}}
          {...state('type')}
        >
          Şirketteki her şey kalıcı olarak silinir.
        </ConfirmDialog>
        <Drawer title="Işık Tekstil A.Ş." {...state('drawer')}>
          <p className="p-5">Ekim 2026</p>
        </Drawer>
        <PdfDialog title="MUT-2026-000123.pdf" href="/favicon.svg" {...state('pdf')} />
      </Exhibit>
      <Exhibit name="Toaster">
        <Button onPress={() => notify({ level: 'success', text: 'Mektup gönderildi' })}>success</Button>
        <Button onPress={() => notify({ level: 'info', text: 'Işık Tekstil mektubu açtı' })}>info</Button>
        <Button onPress={() => notify({ level: 'warning', text: 'Son tarih yarın' })}>warning</Button>
        <Button
          onPress={() =>
            notify({ level: 'error', text: 'Posta gönderilemedi', action: { label: 'Aç', onClick: () => {} } })
          }
        >
          error
        </Button>
      </Exhibit>
      <Exhibit name="Tabs" wide>
        <Tabs
          label="Mektup"
          className="w-full"
          tabs={[
            { id: 'all', label: 'Tümü', count: 42, content: 'Tümü' },
            { id: 'waiting', label: 'Bekleyen', count: 7, content: 'Bekleyen' },
            { id: 'agreed', label: 'Mutabık', content: 'Mutabık' },
          ]}
        />
      </Exhibit>
    </>
  )
}
