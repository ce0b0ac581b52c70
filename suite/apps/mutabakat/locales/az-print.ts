/** Letters printed into one file, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import type { print as turkish } from './tr-print.ts'

export const print = {
  title: '{count, plural, other {# məktubu çap et}}',
  do: 'Çap et',
  all: 'Siyahını çap et',
  post_list: 'Poçt siyahısı',
  text: 'Məktublar siyahıdakı sıra ilə bir PDF-də toplanır. Göndərilməyənlərin altında qaralama yazılır, geri götürülənlər daxil edilmir. Kağızda elektron imza olmur: imzalı əsilləri “PDF-ləri endir” ilə götürün.',
  double_sided: 'İki üzə çap olunacaq',
  double_sided_hint: 'Hər məktub yeni vərəqin ön üzündən başlayır.',
  too_many: 'Bir fayla ən çox {most, number} məktub sığır. Siyahını daraldın.',
  make: 'Faylı hazırla',
  making: 'Pəncərəni bağlaya bilərsiniz; fayl tapşırıqlarda da olur.',
  cancel: 'Ləğv et',
} as const satisfies Shape<typeof turkish>
