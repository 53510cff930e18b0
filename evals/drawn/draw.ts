import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Paper, type Pen, penOf } from './paper.ts';
import { cameras, takePhoto } from './photo.ts';
import { print } from './print.ts';
import { drawPurchase } from './shops.ts';
import { slips } from './slips.ts';

/** Share of papers that come from a shop; the rest are slips and screens, of each kind about as many. */
const purchaseShare = 0.6;

const levels = Object.keys(cameras);

/**
 * Draws receipts nobody has seen before, the same ones for the same seed, into a folder as the suite reads it: `images/` and
 * `receipts.jsonl`. Levels take turns. Faces come from the machine, so pictures differ a little between machines.
 */
export async function drawReceipts(folder: string, seed: number, count: number): Promise<void> {
  await mkdir(join(folder, 'images'), { recursive: true });
  const rows: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const pen = penOf(seed * 100_003 + index);
    const level = levels[index % levels.length] ?? 'clean';
    const paper = drawPaper(pen);
    const image = `images/r${String(index + 1).padStart(3, '0')}.jpg`;
    const camera = cameras[level];
    if (camera) await writeFile(join(folder, image), await takePhoto(await print(pen, paper), camera, pen.random));
    rows.push(JSON.stringify({ id: `r${index + 1}`, image, level, kind: paper.kind, expect: paper.expect }));
  }
  await writeFile(join(folder, 'receipts.jsonl'), `${rows.join('\n')}\n`);
}

const drawPaper = (pen: Pen): Paper => (pen.chance(purchaseShare) ? drawPurchase(pen) : pen.pick(slips)(pen));
