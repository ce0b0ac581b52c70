/** What guests read of letters that are no plain balance, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import type { portalKinds as turkish } from './tr-portal-kinds.ts'

export const portalKinds = {
  title_babs: 'Form {form} üzləşməsi, {month}',
  title_teyit: 'Audit üçün qalığın təsdiqi',
  babs: {
    ours_ba: '{company} şirkətinin Form BA (alış) bəyannaməsi',
    ours_bs: '{company} şirkətinin Form BS (satış) bəyannaməsi',
    month: '{month} dövrü',
    documents: 'Sənəd sayı',
    amount: 'ƏDV-siz məbləğ',
    compared_ba: 'Sizdən alınmış sənədlərdir; sizin Form BS (satış) bəyannamənizlə tutuşdurulur.',
    compared_bs: 'Sizə verilmiş sənədlərdir; sizin Form BA (alış) bəyannamənizlə tutuşdurulur.',
    scope_paper: 'Yalnız kağız sənədlər: elektron sənədlər daxil deyil.',
    scope_all: 'Bütün sənədlər: elektron sənədlər də daxildir.',
    blank: 'Rəqəmləri siz yazırsınız; bizim qeydimiz cavabınızdan sonra görünür.',
    blank_short: 'Rəqəmləri siz yazın',
    question_ba: 'Form BS (satış) uçotunuzla uyğundurmu?',
    question_bs: 'Form BA (alış) uçotunuzla uyğundurmu?',
    blank_question_ba: 'Form BS (satış) uçotunuzda nə var?',
    blank_question_bs: 'Form BA (alış) uçotunuzda nə var?',
    own_count: 'Uçotunuzdakı sənəd sayı',
    own_amount: 'Uçotunuzdakı ƏDV-siz məbləğ',
    count: '{count, plural, other {# sənəd}}',
    confirm: 'Rəqəmlərimizi bildir',
    statement: 'Sənədlərinizin siyahısını əlavə edin',
  },
  dues: {
    title: 'Ödəniş tarixləri üzrə bölgü',
    total: 'Cəmi',
  },
  auditor: {
    asks: 'Bu təsdiqi {firm} auditoru {name} istəyir.',
    copy: 'Cavab verdikdə möhürlü cavabınız auditora da birbaşa göndərilir.',
    copied: 'Möhürlü cavabınız auditora ({firm}) birbaşa göndərilir.',
    question: 'Bu qalıq uçotunuza uyğundurmu?',
  },
} as const satisfies Shape<typeof turkish>
