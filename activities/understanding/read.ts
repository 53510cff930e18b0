import { interpret } from '../../language/interpret.ts';
import { type Interpretation, sureIntent } from '../../language/interpretation.ts';
import type { Reader } from '../../language/locale.ts';
import { candidatesIn } from './candidates.ts';
import type { Model } from './model.ts';
import { reconcile } from './reconcile.ts';

/** Who made an interpretation, and at what cost. Kept with every message. */
export interface ReadBy {
  reader: 'rules' | 'model';
  /** The model asked, null when the rules read alone. */
  model: string | null;
  promptVersion: string | null;
  ms: number;
  /** Tokens the model read and wrote. */
  tokens: number;
}

/** An interpretation and its maker. */
export interface Reading {
  interpretation: Interpretation;
  readBy: ReadBy;
}

/** The maker of a reading that needed no model. @param started `performance.now()` at its begin. */
export const rulesAlone = (started: number): ReadBy => ({
  reader: 'rules',
  model: null,
  promptVersion: null,
  ms: Math.round(performance.now() - started),
  tokens: 0,
});

/** Reads a text by rules, and asks the model, if there is one, about what the rules are unsure of. Never throws on any text. */
export async function read(text: string, reader: Reader, model: Model | null): Promise<Reading> {
  const started = performance.now();
  const rules = interpret(text, reader);
  if (!model || !isUnsure(rules)) return { interpretation: rules, readBy: rulesAlone(started) };
  const { today, ...candidates } = candidatesIn(text, reader);
  const question = { text, ...candidates };
  const answered = await model.ask(question);
  if (!answered) return { interpretation: rules, readBy: rulesAlone(started) };
  return {
    interpretation: reconcile(rules, { question, answer: answered.answer, today }),
    readBy: {
      reader: 'model',
      model: model.name,
      promptVersion: model.promptVersion,
      ms: Math.round(performance.now() - started),
      tokens: answered.tokens,
    },
  };
}

/** {@link read} without its costs: what the evals run. */
export async function readText(text: string, reader: Reader, model: Model | null): Promise<Interpretation> {
  return (await read(text, reader, model)).interpretation;
}

/** True when a model could add something: an intent below {@link sureIntent}, or a category nobody named. */
export function isUnsure(rules: Interpretation): boolean {
  if (rules.confidence < sureIntent) return true;
  return rules.intent === 'record' && rules.entries.some(({ doubts }) => doubts.includes('category_unsure'));
}
