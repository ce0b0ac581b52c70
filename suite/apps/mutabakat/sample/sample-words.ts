/** The words sample companies are put together from. Every company made of them is invented. */

export const NAMES = [
  ...['Akçay', 'Altınbaş', 'Aydınlı', 'Bağcılar', 'Bereket', 'Boğaziçi', 'Çağlayan', 'Çınarlı', 'Demirağ', 'Doğanay'],
  ...['Ege Yıldızı', 'Fırat', 'Gökçe', 'Güneşli', 'Hazar', 'Işıkoğlu', 'İnci', 'Karadeniz', 'Kızılırmak', 'Kuzey'],
  ...['Marmara', 'Nergis', 'Özgün', 'Pınarbaşı', 'Sarıçam', 'Şahinler', 'Toros', 'Uludağ', 'Yeşilova', 'Zümrüt'],
] as const

export const TRADES = [
  ...['Gıda', 'Yapı Malzemeleri', 'Tekstil', 'Otomotiv Yedek Parça', 'Kırtasiye', 'Elektrik', 'Lojistik', 'Ambalaj'],
  ...['Mobilya', 'Temizlik Ürünleri', 'Bilişim', 'Kozmetik', 'İnşaat', 'Makine', 'Tarım Ürünleri', 'Şekerleme'],
] as const

export const FORMS = ['A.Ş.', 'Ltd. Şti.', 'San. ve Tic. A.Ş.', 'Tic. Ltd. Şti.', 'Pazarlama Ltd. Şti.'] as const

export const TAX_OFFICES = [
  ...[
    'Kadıköy',
    'Büyük Mükellefler',
    'Nilüfer',
    'Çankaya',
    'Konak',
    'Şişli',
    'Ümraniye',
    'Seyhan',
    'Meram',
    'İkitelli',
  ],
  ...['Gaziemir', 'Başkent', 'Osmangazi', 'Karşıyaka', 'Tepebaşı', 'Muratpaşa'],
] as const

export const PEOPLE = [
  ...['Ayşe Yılmaz', 'Mehmet Çelik', 'Gülşah Öztürk', 'İbrahim Şen', 'Elif Güneş', 'Hüseyin Aydın', 'Zeynep Işık'],
  ...[
    'Özlem Kılıç',
    'Çağrı Doğan',
    'Nuray Şahin',
    'Uğur Koç',
    'Fatma Arslan',
    'Yiğit Ünal',
    'Sevgi Tekin',
    'Aslı Erdoğmuş',
  ],
] as const
