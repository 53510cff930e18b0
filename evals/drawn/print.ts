import sharp from 'sharp';
import type { Line, Paper, Pen } from './paper.ts';

/** Faces of tills and screens; a machine without one uses the next of its family. */
const tillFaces = [
  "'Courier Prime', 'Liberation Mono', monospace",
  "'DejaVu Sans Mono', monospace",
  "'Anonymous Pro', 'Liberation Mono', monospace",
  "'IBM 3270', 'DejaVu Sans Mono', monospace",
  "'Terminus (TTF)', 'DejaVu Sans Mono', monospace",
  "'DejaVu Sans Condensed', 'DejaVu Sans', sans-serif",
  "'Liberation Sans Narrow', 'Liberation Sans', sans-serif",
  "Cantarell, 'DejaVu Sans', sans-serif",
];
const screenFaces = ["Lato, 'Liberation Sans', sans-serif", "'Liberation Sans', sans-serif", "'DejaVu Sans', sans-serif"];

/** Body text, pixels, and the letters of a row. */
const bodySize = 22;
const leastLetters = 38;
const mostLetters = 44;

/** Width of a letter and height of a row, as share of the body size. */
const letterWidth = 0.6;
const leading = [1.25, 1.4, 1.6, 2.2] as const;

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

/** Prints a paper, or draws it as a screen: a PNG. */
export function print(pen: Pen, paper: Paper): Promise<Buffer> {
  const isDark = paper.screen === 'dark';
  const margin = paper.screen ? 40 : 28;
  const width = Math.round(pen.random.between(leastLetters, mostLetters) * bodySize * letterWidth) + 2 * margin;
  const rowHeight = bodySize * (paper.screen ? leading[3] : pen.pick(leading.slice(0, 3)));
  const ink = isDark ? '#f2f2f4' : pen.pick(['#151515', '#2b2b30', '#3a3a44']);
  let y = margin + rowHeight;
  const rows: string[] = [];
  for (const line of paper.lines) {
    const size = bodySize * (line.size ?? 1);
    if (line.size && line.size > 1) y += (line.size - 1) * rowHeight;
    rows.push(rowOf(line, { y, size, margin, width, ink }));
    y += rowHeight;
  }
  const face = pen.pick(paper.screen ? screenFaces : tillFaces);
  const background = isDark ? '#14171c' : paper.screen ? '#ffffff' : pen.pick(['#fdfdfb', '#f7f5ee', '#f1f2f4']);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.round(y + margin)}">
    <rect width="100%" height="100%" fill="${background}"/>
    <g font-family="${face}" fill="${ink}" xml:space="preserve">${rows.join('')}</g></svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer();
}

interface Place {
  y: number;
  size: number;
  margin: number;
  width: number;
  ink: string;
}

function rowOf(line: Line, { y, size, margin, width, ink }: Place): string {
  const inner = width - 2 * margin;
  const text = (x: number, anchor: string, words: string) =>
    `<text x="${Math.round(x)}" y="${Math.round(y)}" text-anchor="${anchor}" font-size="${size}"${line.bold ? ' font-weight="bold"' : ''}>${escaped(words)}</text>`;
  if (line.rule) {
    return `<line x1="${margin}" x2="${width - margin}" y1="${Math.round(y - size / 3)}" y2="${Math.round(y - size / 3)}" stroke="${ink}" stroke-dasharray="7 5" stroke-width="1.5"/>`;
  }
  return [
    line.left ? text(margin, 'start', line.left) : '',
    line.right ? text(width - margin, 'end', line.right) : '',
    line.middle ? text(width / 2, 'middle', line.middle) : '',
    ...(line.columns ?? []).map((column) => text(margin + column.at * inner, column.at < 0.5 ? 'start' : 'end', column.text)),
  ].join('');
}
