/** Data protection in Azerbaijani: what is kept of whom, and what erasing does. */
import type { Shape } from '#platform/contract'
import type { privacy as tr } from './tr-privacy.ts'

export const privacy = {
  letter: 'Üzləşmə məktubları, cavabları və imzalı sənədləri',
  incoming: 'Bağlı şirkətlərdən gələn məktublar',
  delivery: 'Məktubların göndəriş qeydləri',
  export: 'İxrac edilmiş fayllar',
  package: 'Auditor paketləri',
  import: 'Yüklənmiş Excel faylları',
  contact: 'Kontragent kartlarındakı əlaqədar şəxslər',
  contact_effect: 'Ad, e-poçt və telefon silinir; kontragent kartı qalır.',
  answer: 'Məktublara verilən cavablar',
  answer_effect: 'Cavab verənin adı və vəzifəsi silinir; cavab və imzalı sənəd qalır.',
  auditor: 'Təsdiq istəyən auditorlar',
  auditor_effect: 'Auditorun adı və ünvanı silinir; firması, təsdiq və cavab qalır.',
  recipient: 'Məktub göndərilən ünvanlar',
  recipient_effect: 'Ünvan silinir, açıq keçidlər bağlanır; məktubun göndərildiyi məlumatı qalır.',
  sender: 'Göndərdiyi məktublar',
  sender_effect: 'Göndərənin adı silinir; məktublar qalır.',
  reader: 'Adının keçdiyi gələn məktublar',
  reader_effect:
    'Oxuyanın və cavab verənin adı silinir; məktub və cavab qalır. Göndərənin öz uçotundakı ad göndərəndə qalır.',
  link: 'Şirkət əlaqəsi istəkləri',
  link_effect: 'İstəyənin və qərar verənin adı silinir; əlaqə qalır.',
} satisfies Shape<typeof tr>
