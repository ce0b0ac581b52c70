/** What the platform says to people, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import type { tr } from './tr.ts'

export const az = {
  errors: {
    bad_request: 'Daxil edilən məlumatlarda düzəliş tələb olunan yerlər var.',
    company_required: 'Əvvəlcə şirkət seçin.',
    unauthenticated: 'Sessiyanız bağlıdır. Zəhmət olmasa yenidən daxil olun.',
    bad_credentials: 'E-poçt ünvanı və ya parol yanlışdır.',
    forbidden: 'Bu əməliyyat üçün icazəniz yoxdur.',
    foreign_origin: 'Bu sorğu başqa saytdan gəldiyi üçün qəbul edilmədi.',
    not_found: 'Axtardığınız qeyd tapılmadı.',
    conflict: 'Qeydin hazırkı vəziyyəti bu əməliyyata icazə vermir.',
    idempotency_key_reused: 'Bu sorğu əvvəllər başqa məlumatlarla göndərilib.',
    stale: 'Siz baxarkən qeyd dəyişdi. Son halına baxıb yenidən cəhd edin.',
    too_large: 'Göndərilən məzmun çox böyükdür.',
    unsupported_media_type: 'Bu məzmun növü burada qəbul edilmir.',
    rate_limited:
      'Həddindən çox cəhd edildi. {minutes, plural, =0 {Bir azdan} other {# dəqiqə sonra}} yenidən cəhd edin.',
    internal: 'Nəsə səhv getdi. Problem qeydə alındı; bir azdan yenidən cəhd edin.',
    unavailable: 'Server hazırlanır. Bir neçə saniyə sonra yenidən cəhd edin.',
    link_over: 'Bu keçid etibarsızdır, istifadə olunub və ya vaxtı bitib.',
    address_taken: 'Bu e-poçt ünvanı ilə artıq hesab var.',
    already_member: 'Bu şəxs artıq şirkətin üzvüdür.',
    wrong_password: 'Hazırkı parolunuz yanlışdır.',
    last_owner: 'Şirkətin ən azı bir sahibi olmalıdır.',
    only_company: 'Nümunə şirkəti silməzdən əvvəl öz şirkətinizi yaradın.',
  },
  fields: {
    required: 'Bu sahə mütləqdir.',
    invalid: 'Bu dəyər düzgün deyil.',
    too_small: 'Bu dəyər çox kiçik və ya çox qısadır.',
    too_big: 'Bu dəyər çox böyük və ya çox uzundur.',
    email: 'Düzgün e-poçt ünvanı yazın.',
    time_zone: 'Bu saat qurşağı məlum deyil.',
    weak_password: 'Bu parol çox tanınmışdır. Başqa parol seçin.',
    min_length: 'Ən azı {minimum, number} simvol yazın.',
    max_length: 'Ən çoxu {maximum, number} simvol yaza bilərsiniz.',
  },
  role: {
    owner: 'Sahib',
    admin: 'Administrator',
    manager: 'Menecer',
    member: 'Üzv',
    viewer: 'İzləyici',
  },
  session: {
    ended: 'Sessiyanız bağlandı.',
    permissions_changed: '{company} şirkətindəki səlahiyyətiniz dəyişdi: {role}.',
    left_company: '{company} şirkətindəki üzvlüyünüz başa çatdı.',
  },
  task: {
    progress: '{title}: {percent, number} faiz',
    completed: '{title} tamamlandı.',
    failed: '{title} tamamlana bilmədi.',
    cancelled: '{title} ləğv edildi.',
    queued: 'Növbədə',
    running: 'İşləyir',
    done: 'Tamamlandı',
  },
  notification: {
    unread: '{count, plural, =0 {Oxunmamış bildiriş yoxdur} other {# oxunmamış bildiriş}}',
    task_completed: '{title} tamamlandı',
    task_failed: '{title} tamamlana bilmədi',
    member_joined: '{name} şirkətə qoşuldu',
    member_joined_message: '{name} ({email}) dəvətinizi qəbul etdi: {role}.',
  },
  mail: {
    invitation_subject: '{company} sizi Nabız-a dəvət edir',
    invitation_title: '{company} sizi dəvət edir',
    invitation_body: '{inviter} {company} şirkətində sizinlə işləmək istəyir. Rolunuz: {role}.',
    invitation_button: 'Dəvəti aç',
    invitation_footer:
      'Bu keçid 7 gün etibarlıdır, bir dəfə istifadə olunur və yalnız bu ünvan üçündür. Gözləmirdinizsə, bu məktuba məhəl qoymayın.',
  },
} as const satisfies Shape<typeof tr>
