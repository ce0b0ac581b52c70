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

/** Each with a place in its district, as an envelope writes it. */
export const TAX_OFFICES = [
  ['Kadıköy', '34710 Kadıköy / İstanbul'],
  ['Büyük Mükellefler', '34394 Şişli / İstanbul'],
  ['Nilüfer', '16140 Nilüfer / Bursa'],
  ['Çankaya', '06690 Çankaya / Ankara'],
  ['Konak', '35250 Konak / İzmir'],
  ['Şişli', '34360 Şişli / İstanbul'],
  ['Ümraniye', '34764 Ümraniye / İstanbul'],
  ['Seyhan', '01120 Seyhan / Adana'],
  ['Meram', '42090 Meram / Konya'],
  ['İkitelli', '34490 Başakşehir / İstanbul'],
  ['Gaziemir', '35410 Gaziemir / İzmir'],
  ['Başkent', '06520 Çankaya / Ankara'],
  ['Osmangazi', '16220 Osmangazi / Bursa'],
  ['Karşıyaka', '35600 Karşıyaka / İzmir'],
  ['Tepebaşı', '26120 Tepebaşı / Eskişehir'],
  ['Muratpaşa', '07230 Muratpaşa / Antalya'],
] as const

export const STREETS = [
  ...['Atatürk Cad.', 'Cumhuriyet Bulvarı', 'Lale Sok.', 'Sanayi Cad.', 'İstiklal Cad.', 'Fatih Sok.', 'Ihlamur Sok.'],
  ...['Gazi Bulvarı', 'Barbaros Cad.', 'Zafer Sok.', 'Üreticiler Cad.', 'Hal Yolu', 'Çarşı Sok.'],
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
