import type { Message } from '../reading/clauses.ts';
import type { Line } from './commandLine.ts';

/** Longest start of a message searched for these patterns, in characters; what is meant to deceive shows itself early or is too long. */
const searched = 2_000;

const injection =
  /\b(?:abaikan|lupakan|ignore|disregard|forget|bypass|override|langgar)\b.{0,40}\b(?:instruksi|perintah|aturan|prompt|instructions?|rules?|previous|sebelumnya|system|konfirmasi)\b|\b(?:system prompt|jailbreak|developer mode|you are now|act as|pretend to be|kamu (?:sekarang|adalah) (?:adalah |jadi )?(?:admin|bot|asisten|sistem|bos)|(?:ubah|ganti|set|jadikan|tambah|isi) (?:semua )?(?:saldo|balance)(?: saya| ku| gue| gw)? ?(?:jadi|menjadi|ke|sebesar|to|rp|\d)|mode admin|admin mode|as an ai|tanpa konfirmasi|drop table|delete from|select \* from|insert into|prompt injection|sudo|<script|\{\{|reveal your|without asking|role ?: ?system|tampilkan prompt|data user lain|pengguna lain)\b|^\s*(?:system|assistant|admin|developer|root)\s*:|<\/?(?:system|script|instruction)|\{\{|\$\{/i;
const secrets =
  /\b(?:otp|kode (?:otp|verifikasi|rahasia|keamanan|aktivasi)|verification code|security code|one[- ]time|passcode|login code|kode masuk)\b|\b(?:do not|dont|don't|jangan) (?:share|berikan|beritahu|bagikan|kasih tau|sebarkan)\b|\bis your .{0,30}\bcode\b|\bkode .{0,20}\badalah\b|\bkode (?:login|masuk|akses|konfirmasi|pemulihan)\b.{0,30}\d{4,8}/i;
const link =
  /\bhttps?:\/\/|\bwww\.|\b[a-z0-9-]+\.(?:com|xyz|net|org|info|ly|me|id|site|online|top|click|shop|link|co)(?:\/|\b)(?!\s*(?:hotstar))/i;
const advert =
  /\b(?:klik|click here|promo (?:spesial|terbatas|hari ini|gajian|akhir)|pinjaman (?:cepat|online|tunai|kilat|tanpa)|dana (?:cepat|tunai cepat)|tanpa (?:jaminan|agunan)|selamat[!,. ]*(?:nomor |akun )?anda|(?:nomor |akun )?anda (?:menang|memenangkan|mendapat|mendapatkan|terpilih|berhak)|pemenang undian|undian akhir tahun|klaim (?:hadiah|di|sekarang)(?= \S+\.\S)|hubungi (?:kami|wa|admin)|bantu share|wa\.me|minat (?:chat|wa|dm|hub)|(?:chat|wa) aja yang minat|hub:? ?\d|limited offer|s\/d \d|diskon (?:s\.?d\.?|hingga|sampai|up to)|up to \d+%|buruan|gratis ongkir|dapatkan|daftar sekarang|order sekarang|beli sekarang|syarat dan ketentuan|s&k|congratulations|you have won|claim your|unsubscribe|slot gacor|gacor|maxwin|deposit pulsa|bonus new member|flash sale|sms ini|cair dalam|bunga ringan|hanya rp|mulai dari rp|follow ig|open order|segera (?:bayar|lunasi|lakukan|hubungi|klik|konfirmasi|verifikasi|transfer|aktivasi)\b.*\b(?:agar|supaya|sebelum|va|rekening|link|bit)|(?:paket|akun|rekening|kartu|pinjaman|pengajuan) anda|cod seluruh|kunjungi|jangan lewatkan|yth)\b/i;
/** A phone number to call, as adverts give it. */
const contact = /\b(?:hub|hubungi|wa|telp|call)\b[ .:]{0,3}(?:\+?62|0)8?\d/i;
const told = /\b(?:beli|bayar|bought|paid|langganan|belanja|makan|isi|top up|byr|bli|checkout|jajan|perpanjang|sewa)\b/i;

/** Orders to the machine, one-time codes, adverts and bare links: nothing of that belongs in the books. */
export function isHostile({ text }: Message): boolean {
  const head = text.slice(0, searched);
  if (injection.test(head) || secrets.test(head)) return true;
  if ((advert.test(head) || contact.test(head)) && !/^(?:tadi |kemarin |saya )?(?:beli|bayar|bought|paid|dapat)\b/i.test(head))
    return true;
  return (
    link.test(head) && !told.test(head.replace(/\S*(?:\.|\/\/)\S*/g, ' ')) && !/\b(?:\d+ ?(?:rb|ribu|jt|k)|rp ?\d)/i.test(head)
  );
}

/** Someone asks what Catat can do. */
export const isHelp = ({ text }: Line): boolean =>
  /^(?:help|bantuan|bantuannya|(?:tolong )?bantu(?:an|annya|in)?|menu|panduan|petunjuk|tutorial|info|tolong|bantu|help me|start|fitur|contoh|commands?|perintah)(?: (?:dong|ya|min|kak|please|me|saya|nya|bot|bingung|sama|tidak ngerti|tidak paham))*$/.test(
    text,
  ) ||
  (!text.includes('#') && /^(?:\S+ ){0,2}(?:cara|caranya|how (?:do i|to|can i|do you))\b/.test(text)) ||
  /\b(?:cara|caranya|gimana|bagaimana|how)\b.*\b(?:pakai|pakainya|pake|pakenya|makai|makenya|kerja|catat|nyatat|mencatat|nyatet|use|work|works|menggunakan|gunain|guna|penggunaan|record|input)\b/.test(
    text,
  ) ||
  /\b(?:bisa apa|bisa ngapain|apa aja yang bisa|what can you do|what do you do|fitur(?:nya)? apa|how does this work|butuh bantuan|need help|minta bantuan|fungsi(?:nya)? apa|(?:bot|aplikasi|app|layanan|nomor)(?: ini)? (?:buat|untuk) apa|perintah apa|kamu siapa|siapa kamu|who are you)\b/.test(
    text,
  );

const chatterWords = new Set(
  `sugeng enjing enjang siyang sonten dalu ndalu wilujeng wengi kulonuwun punapa kabare piye damang sampurasun rampes met halo hallo hai hi hello hey hei helo hola pagi siang sore malam selamat assalamualaikum assalamu alaikum asalamualaikum waalaikumsalam permisi punten min kak bot admin gan bro sis bang mas mbak makasih makasi makasihh thanks thank you thx tq ty
  terima kasih trims nuhun matur nuwun suwun tengkyu thankyou ok oke okay okey okee sip siap bos boss mantap mantul good nice great keren bagus hebat joss jos wkwk wkwkwk wkwkwkwk haha hahaha hehe hehehe hihi lol xixi ya iya iyaa yes yoi betul bener benar no tidak apa kabar how are there
  test tes testing cek ping p morning night afternoon evening bye dadah dah sampai jumpa see later sama juga cantik pintar banget sekali very much so cool awesome lagi ngapain nih dong deh banyak bestie besti nggih inggih horas lae ito tabe nuwun mejuah juah rahajeng shalom syalom swastiastu namo buddhaya salam sejahtera beb bebs sayang cuy coy lur guys gaes sob bre kakak abang pak bu bunda boskuu bosku mimin ya ampun astaga hadeh capek bosen baik sehat good gm what up whats wassup yo hmm hm oh ooh wah wow amin aamiin sorry maaf sabar semangat love lah loh kok si love ❤ bosan ngantuk`.split(
    /\s+/,
  ),
);

/** "pagi, udah sarapan belum bot": a greeting that asks Catat how it is. */
const asksBot = /^(?:pagi|siang|sore|malam)\b.*\b(?:belum|apa kabar|lagi apa|gimana)\b.*\b(?:bot|min|mimin|kak|gan|bro|sis)$/;

/** Greetings, thanks, laughter, small replies. */
export function isSmalltalk({ text, words }: Line): boolean {
  if (words.length === 0 || text.includes('#')) return false;
  if (
    words.every(
      (word) =>
        chatterWords.has(word.replace(/(\p{L})\1+$/u, '$1')) ||
        chatterWords.has(word) ||
        /^(?:wk|ha|he|hi|wkw|ah|eh)+k?$/.test(word),
    )
  )
    return true;
  if (asksBot.test(text) && words.length <= 8) return true;
  return (
    /^(?:halo|hai|hi|hello|hey|hei|assalamualaikum|selamat (?:pagi|siang|sore|malam)|makasih|terima kasih|thanks|thank you|apa kabar|how are you|good (?:morning|night|evening|afternoon)|lagi apa|kamu lagi apa|kamu (?:robot|manusia|orang)|are you (?:a )?(?:bot|human|robot|real))\b/.test(
      text,
    ) && words.length <= 8
  );
}
