import { fallbackCategory, isExpenseCategory, isIncomeCategory } from '../../language/categories.ts';
import {
  type Category,
  type Doubt,
  type DraftEntry,
  type EntryType,
  type Intent,
  type Interpretation,
  sureIntent,
} from '../../language/interpretation.ts';
import type { ModelAnswer, ModelEntry, ModelQuestion } from './prompt.ts';

/** A model's answer beside the question it answers. */
export interface Reply {
  question: ModelQuestion;
  answer: ModelAnswer;
  /** Local date of the message, YYYY-MM-DD. */
  today: string;
}

/** Longest evidence quote and note, as `language/interpretation` has it. */
const maxQuoteChars = 120;

/**
 * Puts a model's answer beside the reading of the rules. The model fills what the rules left open; where both spoke and differ,
 * the rules' value stays and the difference becomes a doubt. Amounts and dates are the parser's in any case. No answer can bring
 * in an intent that changes the books (undo, edit, savings, budgets, categories): such words have to be seen by the rules.
 */
export function reconcile(rules: Interpretation, reply: Reply): Interpretation {
  if (rules.intent === 'record') return { ...rules, ...settledRecord(rules, rules.confidence, reply) };
  if (rules.confidence >= sureIntent) return rules;
  if (reply.answer.intent === rules.intent) return { ...rules, confidence: sureIntent };
  const { locale, confidence } = rules;
  const proposed = proposal(reply);
  if (isSilent(rules.intent)) return proposed ? { ...proposed, locale, confidence } : rules;
  // A command the rules half saw and the model does not see at all is not carried out.
  return isEffectful(rules.intent) ? { intent: 'unknown', locale, confidence } : rules;
}

const isSilent = (intent: Intent['intent']): boolean => intent === 'unknown' || intent === 'smalltalk' || intent === 'help';

const harmless: readonly Intent['intent'][] = [
  'report',
  'list',
  'balance',
  'help',
  'smalltalk',
  'unknown',
  'savings.list',
  'budget.status',
  'category.list',
  'export',
];

const isEffectful = (intent: Intent['intent']): boolean => !harmless.includes(intent);

/** What a model may propose where the rules are silent: entries, which are always asked about, and questions that only read. */
function proposal(reply: Reply): Intent | null {
  switch (reply.answer.intent) {
    case 'record': {
      const entries = reply.answer.entries.flatMap((entry) => proposedEntry(entry, reply) ?? []);
      return entries.length > 0 ? { intent: 'record', entries } : null;
    }
    case 'report':
    case 'list':
      return { intent: reply.answer.intent, from: null, to: null, category: null };
    case 'budget.status':
      return { intent: 'budget.status', category: null };
    case 'balance':
    case 'help':
    case 'smalltalk':
    case 'unknown':
    case 'savings.list':
    case 'category.list':
      return { intent: reply.answer.intent };
    default:
      return null;
  }
}

/** An entry the rules did not see: the model's choice of a parser's amount, always with the doubt whether it is one at all. */
function proposedEntry(chosen: ModelEntry, { question, today }: Reply): DraftEntry | null {
  const amount = question.amounts[chosen.amount];
  if (!amount) return null;
  const date = question.dates[chosen.date];
  const category = categoryOf(chosen, chosen.type);
  const merchant = namedIn(question.text, chosen.merchant);
  return {
    type: chosen.type,
    amount: amount.value,
    currency: 'IDR',
    alternatives: [...(amount.alternatives ?? [])],
    category: category ?? fallbackCategory(chosen.type),
    occurredOn: date?.value ?? today,
    merchant,
    note: question.text.slice(0, maxQuoteChars),
    items: [],
    evidence: [
      { field: 'amount', source: 'text', quote: amount.quote.slice(0, maxQuoteChars) },
      { field: 'type', source: 'model', quote: chosen.type },
      ...(category ? [{ field: 'category', source: 'model', quote: category } as const] : []),
      ...(date ? [{ field: 'occurredOn', source: 'text', quote: date.quote.slice(0, maxQuoteChars) } as const] : []),
      ...(merchant ? [{ field: 'merchant', source: 'text', quote: merchant } as const] : []),
    ],
    doubts: unique([
      ...(amount.doubts ?? []),
      'direction_unsure',
      ...(category || chosen.type === 'transfer' ? [] : ['category_unsure' as const]),
    ]),
  };
}

/** The rules' record with what the model adds to it. */
function settledRecord(
  rules: { entries: DraftEntry[] },
  confidence: number,
  reply: Reply,
): { intent: 'record'; entries: DraftEntry[]; confidence: number } {
  const sure = confidence >= sureIntent;
  if (reply.answer.intent !== 'record') {
    const entries = sure ? rules.entries : rules.entries.map((entry) => withDoubt(entry, 'direction_unsure'));
    return { intent: 'record', entries, confidence };
  }
  const chosen = matched(rules.entries, reply);
  const others = amountsBeside(rules.entries, reply);
  const entries = rules.entries.map((entry, line) => {
    const choice = chosen[line];
    const filled = choice ? filledIn(entry, choice, reply) : entry;
    return sure || choice || others.length === 0 ? filled : withOtherAmounts(filled, others);
  });
  return { intent: 'record', entries, confidence: Math.max(confidence, sureIntent) };
}

/** For each entry of the rules the model's entry about the same amount, if there is one; each is used once. */
function matched(entries: readonly DraftEntry[], { question, answer }: Reply): (ModelEntry | undefined)[] {
  const left = [...answer.entries];
  return entries.map((entry) => {
    const at = left.findIndex((choice) => question.amounts[choice.amount]?.value === entry.amount);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
}

/** Amounts the model chose that no entry of the rules has. */
function amountsBeside(entries: readonly DraftEntry[], { question, answer }: Reply): string[] {
  const known = new Set(entries.map(({ amount }) => amount));
  const chosen = answer.entries.flatMap(({ amount }) => question.amounts[amount]?.value ?? []);
  return unique(chosen.filter((value) => !known.has(value)));
}

/** Fills category, merchant and date where the rules left them open. */
function filledIn(entry: DraftEntry, choice: ModelEntry, { question }: Reply): DraftEntry {
  if (choice.type !== entry.type) return withDoubt(entry, 'direction_unsure');
  const filled: DraftEntry = { ...entry, evidence: [...entry.evidence], doubts: [...entry.doubts] };
  const category = categoryOf(choice, entry.type);
  if (category && entry.doubts.includes('category_unsure')) {
    filled.category = category;
    filled.doubts = entry.doubts.filter((doubt) => doubt !== 'category_unsure');
    filled.evidence = [
      ...filled.evidence.filter(({ field }) => field !== 'category'),
      { field: 'category', source: 'model', quote: category },
    ];
  }
  const merchant = namedIn(question.text, choice.merchant);
  if (merchant && !entry.merchant) {
    filled.merchant = merchant;
    filled.evidence.push({ field: 'merchant', source: 'model', quote: merchant });
  }
  const date = question.dates[choice.date];
  if (date && entry.doubts.includes('date_unsure')) {
    filled.occurredOn = date.value;
    filled.evidence = [
      ...filled.evidence.filter(({ field }) => field !== 'occurredOn'),
      { field: 'occurredOn', source: 'model', quote: date.quote.slice(0, maxQuoteChars) },
    ];
  }
  return filled;
}

/** The category of a choice, if it is one of the entry's type and says anything ("lainnya" does not). */
function categoryOf({ category }: ModelEntry, type: EntryType): Category | null {
  if (category === 'none' || type === 'transfer' || category === fallbackCategory(type)) return null;
  const fits = type === 'income' ? isIncomeCategory(category) : isExpenseCategory(category);
  return fits ? category : null;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A name as the model gave it, only if the text holds it as whole words; null otherwise, and for names without a letter. */
function namedIn(text: string, name: string): string | null {
  const words = plain(name);
  if (!/\p{L}/u.test(words)) return null;
  return ` ${plain(text)} `.includes(` ${words} `) ? name.trim() : null;
}

const withDoubt = (entry: DraftEntry, doubt: Doubt): DraftEntry => ({ ...entry, doubts: unique([...entry.doubts, doubt]) });

/** The model sees another amount in an unclear message: offer both. */
const withOtherAmounts = (entry: DraftEntry, others: readonly string[]): DraftEntry => ({
  ...withDoubt(entry, 'amount_ambiguous'),
  alternatives: unique([...(entry.amount ? [entry.amount] : []), ...entry.alternatives, ...others]),
});

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
