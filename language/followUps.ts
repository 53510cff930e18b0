/** How a message begins that goes on with the one before: "sama parkir 2rb", "plus tol 15rb", "oh iya parkir 2rb". */
const addition =
  /^(?:(?:eh|oh|oya|oiya|o iya|oh iya|iya)[ ,]+)?(?:sama|sm|plus|\+|tambah|tambahin|tambahan|dan|terus|trus|lalu|oh iya|oiya|o iya|juga|and|also|plus also)\b[ ,]*(?=.*\d)/i;

/** Whether a text goes on with what was told just before. */
export const addsOn = (text: string): boolean => addition.test(text.slice(0, 300).trim());

/** Whether an answer is meant for all open questions: "ya semua". */
export const meansAll = (text: string): boolean => /\b(?:semua|semuanya|all|dua-?duanya|dua dua nya|keduanya|both)\b/i.test(text);

const cancels =
  /^\W*(?:eh |ya |yah |yaudah |udah )?(?:batal\w*|cancel\w*|(?:ga|gak|nggak|ngga|enggak|tidak|tak) ?jadi|salah|jangan|stop|no)\b/i;
const names = /\b(?:hapus\w*|undo|terakhir|last|delete|remove|tadi|barusan)\b/i;

/** "batal" without a word on what: it is about what the person sees. */
export const isBareCancel = (text: string): boolean => cancels.test(text.slice(0, 100)) && !names.test(text.slice(0, 100));
