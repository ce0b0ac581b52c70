/** Saved views of lists, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import type { views as tr } from './tr.ts'

export const views = {
  savedViews: {
    label: 'Views',
    everything: 'All records',
    changed: 'changed',
    isDefault: 'The list opens with it',
    sharedByYou: 'You shared it with the company',
    sharedBy: 'Shared by {name}',
    somebody: 'somebody who left',
    save: 'Save the changes to this view',
    back: 'Undo the changes',
    saveAs: 'Save as a new view',
    rename: 'Rename',
    share: 'Share with the company',
    unshare: 'Stop sharing',
    makeDefault: 'Open the list with it',
    clearDefault: 'Do not open the list with it',
    remove: 'Delete the view',
    name: 'Name of the view',
    nameHint: 'Search, filters, order and the columns shown are kept under this name.',
    shareNew: 'Everybody in the company sees it',
    keep: 'Save',
    saved: '“{name}” is updated.',
    shared: 'Everybody in the company sees “{name}” now.',
    unshared: 'Only the person who saved “{name}” sees it now.',
    defaultSet: 'The list opens with this view from now on.',
    defaultCleared: 'The list opens with all records from now on.',
    stale: 'Somebody changed this view before you. Your list stays as it is; save again to write over theirs.',
    removeTitle: 'Delete “{name}”?',
    removeText: 'No records are deleted, only this view. This cannot be undone.',
    removeSharedText:
      'It goes for everybody in the company. No records are deleted, only this view. This cannot be undone.',
  },
} as const satisfies Shape<typeof tr>
