/**
 * "Tujuh ratus ribu" is heard as "7100 ribu" or "7-100 ribu": each word becomes a figure of its own. Nobody says seven thousand
 * one hundred thousands.
 */
const hundreds = /\b([2-9])[\s-]?100(?=[\s-]*(?:ribu|rb|juta|jt|thousand|million)\b)/gi;

/** "Dua juta, delapan ratus ribu" is one number: two amounts have words between them. */
const parted = /\b(juta|jt|million)[,.]\s+(?=\d{1,3}\s*(?:ribu|rb|thousand)\b)/gi;

/** Figures put back to the number whose words they were written for. */
export const withWholeNumbers = (text: string): string => text.replace(hundreds, '$100').replace(parted, '$1 ');

/** "Tiga puluh lima ribu" is heard as "3-5 ribu", just like "tiga sampai lima ribu". */
const tens = /(?<![\d.,-])([2-9])-([1-9])(?=[\s-]*(?:ribu|rb|juta|jt|thousand|million)\b)/gi;

/** The other reading of a range: tens and units of one number. */
export const withTens = (text: string): string => text.replace(tens, '$1$2');
