/** Saved views of lists, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import type { views as tr } from './tr.ts'

export const views = {
  savedViews: {
    label: 'Görünüşlər',
    everything: 'Bütün qeydlər',
    changed: 'dəyişdirilib',
    isDefault: 'Siyahı bununla açılır',
    sharedByYou: 'Şirkətlə bölüşmüsünüz',
    sharedBy: '{name} bölüşüb',
    somebody: 'Keçmiş əməkdaş',
    save: 'Dəyişiklikləri bu görünüşə yaz',
    back: 'Dəyişiklikləri geri qaytar',
    saveAs: 'Yeni görünüş kimi saxla',
    rename: 'Adını dəyiş',
    share: 'Şirkətlə bölüş',
    unshare: 'Bölüşməyi dayandır',
    makeDefault: 'Siyahı bununla açılsın',
    clearDefault: 'Siyahı bununla açılmasın',
    remove: 'Görünüşü sil',
    name: 'Görünüşün adı',
    nameHint: 'Axtarış, filtrlər, sıralama və göstərilən sütunlar bu adla saxlanılır.',
    shareNew: 'Şirkətdə hamı görsün',
    keep: 'Yadda saxla',
    saved: '“{name}” yeniləndi.',
    shared: '“{name}” artıq şirkətdə hamıya açıqdır.',
    unshared: '“{name}” artıq yalnız onu saxlayan şəxsə açıqdır.',
    defaultSet: 'Siyahı bundan sonra bu görünüşlə açılacaq.',
    defaultCleared: 'Siyahı bundan sonra bütün qeydlərlə açılacaq.',
    stale:
      'Bu görünüşü sizdən əvvəl başqası dəyişib. Siyahınız olduğu kimi qalır; üzərinə yazmaq üçün yenidən saxlayın.',
    removeTitle: '“{name}” silinsin?',
    removeText: 'Qeydlər silinmir, yalnız bu görünüş gedir. Bunu geri qaytarmaq olmur.',
    removeSharedText:
      'Şirkətdə hamı üçün silinir. Qeydlər silinmir, yalnız bu görünüş gedir. Bunu geri qaytarmaq olmur.',
  },
} as const satisfies Shape<typeof tr>
