/** Turkish: the audit log and data protection. */

export const audit = {
  file: 'denetim-kaydi',
  export_title: 'Denetim kaydının dışa aktarımı',
  columns: {
    sheet: 'Denetim kaydı',
    position: 'Sıra',
    at: 'Zaman',
    actor: 'Kim',
    actor_id: 'Kim (kimlik)',
    action: 'İşlem',
    object_type: 'Nesne',
    object_id: 'Nesne (kimlik)',
    old: 'Önce',
    new: 'Sonra',
    ip: 'IP adresi',
    agent: 'Tarayıcı',
    hash: 'Parmak izi',
  },
  fault: {
    changed: '{position}. kayıt yazıldığı gibi değil.',
    missing: '{position}. kayıt silinmiş.',
    moved: '{position}. kayıt bir öncekine bağlı değil.',
    inserted: 'Zincirin dışında bir kayıt eklenmiş.',
    cut: 'Zincir {position}. kayıttan önce kesilmiş.',
    rewritten: 'Kayıtlar {position}. sıraya kadar yeniden yazılmış: imzalı sonla uyuşmuyor.',
    head_forged: 'Saklanan imzalı sonlardan biri bizim imzamızı taşımıyor.',
  },
}

export const privacy = {
  keep: {
    days: '{count, plural, other {# gün}}',
    years: 'Yıl sonundan itibaren {count, plural, other {# yıl}}',
  },
  kind: {
    notification: 'Bildirimler',
    export: 'Dışa aktarılan dosyalar',
    mail: 'E-posta gönderim kayıtları',
    sms: 'SMS gönderim kayıtları',
  },
  record: {
    title: 'İmha tutanağı',
    file: 'imha-tutanagi',
    intro:
      '{company} şirketinin aşağıdaki kayıtları, saklama süreleri dolduğu için {at} tarihinde kendiliğinden silinmiştir.',
    line: '{title}: {count, plural, other {# kayıt}}. Saklama süresi: {keep}. {before} tarihinden eski olanlar.',
    number: 'Tutanak no',
  },
  person: {
    member: 'Üyelik',
    member_effect: 'Üyelik önce şirketten çıkarılarak sonlandırılır; hesap kişinin kendisinindir.',
    invitation: 'Davetler',
    invitation_effect: 'Silinir.',
    notification: 'Bildirimler',
    notification_effect: 'Silinir.',
    mail: 'E-posta gönderim kayıtları',
    mail_effect: 'Alıcı ve konu silinir; gönderildiği bilgisi kalır.',
    sms: 'SMS gönderim kayıtları',
    sms_effect: 'Alıcı silinir; gönderildiği bilgisi kalır.',
    file: 'Kişisel veri dosyaları',
    file_effect: 'Bu kişi için hazırlanmış dışa aktarımlar silinir.',
    view: 'Kayıtlı görünümler',
    view_effect: 'Silinir; şirketle paylaştıkları da.',
    audit: 'Denetim kaydı',
    audit_effect: 'Kalır: kayıt değiştirilemez ve kanunen saklanır.',
    export_title: 'Kişisel verilerin dışa aktarımı',
    export_file: 'kisisel-veriler',
    report_title: 'Kişisel veriler',
    report_intro: '{company} şirketinin {subject} adresiyle tuttuğu veriler, {at}.',
    nothing: 'Bu adresle hiçbir veri tutulmuyor.',
  },
}
