/** Letters printed into one file, in Turkish. ICU messages. */
export const print = {
  title: '{count, plural, other {# mektubu yazdır}}',
  do: 'Yazdır',
  all: 'Listeyi yazdır',
  post_list: 'Posta listesi',
  text: 'Mektuplar listedeki sırayla tek bir PDF’te toplanır. Gönderilmemiş olanların altına taslak yazılır, geri çekilenler alınmaz. Kâğıtta elektronik imza olmaz: imzalı asılları “PDF’leri indir” ile alın.',
  double_sided: 'İki yüze yazdırılacak',
  double_sided_hint: 'Her mektup yeni bir yaprağın ön yüzünde başlar.',
  too_many: 'Bir dosyaya en çok {most, number} mektup sığar. Listeyi daraltın.',
  make: 'Dosyayı hazırla',
  making: 'Pencereyi kapatabilirsiniz; dosya işlemlerde de bulunur.',
  cancel: 'Vazgeç',
} as const
