/** Data protection in Turkish: what is kept of whom, and what erasing does. */

export const privacy = {
  letter: 'Mutabakat mektupları, cevapları ve imzalı belgeleri',
  incoming: 'Bağlı şirketlerden gelen mektuplar',
  delivery: 'Mektupların gönderim kayıtları',
  export: 'Dışa aktarılan dosyalar',
  package: 'Denetçi paketleri',
  import: 'Yüklenen Excel dosyaları',
  contact: 'Cari kartlardaki ilgili kişiler',
  contact_effect: 'Ad, e-posta ve telefon silinir; cari kart kalır.',
  answer: 'Mektuplara verilen cevaplar',
  answer_effect: 'Cevaplayanın adı ve unvanı silinir; cevap ve imzalı belge kalır.',
  auditor: 'Teyit isteyen denetçiler',
  auditor_effect: 'Denetçinin adı ve adresi silinir; firması, teyit ve yanıt kalır.',
  recipient: 'Mektup gönderilen adresler',
  recipient_effect: 'Adres silinir, açık bağlantılar kapanır; mektubun gönderildiği bilgisi kalır.',
  sender: 'Gönderdiği mektuplar',
  sender_effect: 'Gönderenin adı silinir; mektuplar kalır.',
  reader: 'Gelen mektuplarda adı geçtiği yerler',
  reader_effect:
    'Okuyanın ve yanıtlayanın adı silinir; mektup ve yanıt kalır. Gönderenin kendi defterindeki ad gönderende kalır.',
  link: 'Şirket bağlantısı istekleri',
  link_effect: 'İsteyenin ve karar verenin adı silinir; bağlantı kalır.',
}
