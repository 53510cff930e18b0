import { useLanguage } from '../words/locale.tsx';
import classes from './parts.module.css';

interface MoneyProps {
  /** Decimal string in major units. */
  amount: string;
  currency?: string;
  /** income is green with a plus, voided is struck through. */
  tone?: 'plain' | 'income' | 'voided';
  /** A sum. */
  strong?: boolean;
  /** Without its currency, which stands elsewhere in the row. */
  bare?: boolean;
}

/** An amount, exact and in figures of one width. */
export function Money({ amount, currency = 'IDR', tone = 'plain', strong = false, bare = false }: MoneyProps) {
  const { format } = useLanguage();
  const text = bare ? format.count(Number(amount)) : format.money(amount, currency);
  return (
    <span className={classes.money} data-tone={tone} data-strong={strong}>
      {tone === 'income' ? `+${text}` : text}
    </span>
  );
}
