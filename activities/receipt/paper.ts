import { type Blob, type Grey, printedBlobs } from './ink.ts';

/** Cells along the long side: small against a paper, some letters large. */
const cells = 128;

/** Neighbouring cells are one surface when the darker has this share of the other's brightness; creases and shadows stay above, edges of a paper below. */
const sameSurface = 0.78;

/** The edge of a paper that throws a soft shadow shows from one cell to the next but few: brightness falls to less than this share. */
const edgeReach = 2;
const edgeFall = 0.7;

/** Wider than so many heights is no letter: the grain of wood is, and words whose letters touch. */
const letterAspect = 1.8;

/** Fewer letters do not tell a paper. */
const minLetters = 20;

/** A second part of a paper, behind a crease: so many letters, and such a share of all ink of letter size on it. */
const partLetters = 8;
const partShare = 0.6;

/** Neighbours of like brightness up to this, levels; such a share of them is a screen, whose bars and cards are no table. */
const flatStep = 1;
const screenShare = 0.75;

/** Where the paper lies. */
interface Surface {
  /** Pixels of a cell's side, and cells across and down. */
  side: number;
  across: number;
  down: number;
  /** 1 where there is paper. */
  isPaper: Uint8Array;
  /** Brightness of the bare surface. */
  levels: Float32Array;
}

/**
 * Covers what lies around the paper with paper, so that the grain of a table is not taken for print. Screens, and pictures on which no
 * paper can be told from what surrounds it, stay as they are. In place.
 * @param blobs ink of letter size in the picture at `scale`
 * @returns the ink that lies on the paper
 */
export function coverTable(grey: Grey, blobs: readonly Blob[], scale: number): Blob[] {
  if (isScreen(grey)) return [...blobs];
  const surface = findPaper(grey, blobs, scale);
  if (!surface) return [...blobs];
  cover(grey, surface);
  return blobs.filter((blob) => surface.isPaper[cellOf(blob, surface, scale)]);
}

function isScreen({ data, width }: Grey): boolean {
  let flat = 0;
  for (let at = width; at < data.length; at += 1) {
    const level = data[at] as number;
    if (Math.abs(level - (data[at - 1] as number)) <= flatStep && Math.abs(level - (data[at - width] as number)) <= flatStep)
      flat += 1;
  }
  return flat > screenShare * data.length;
}

const cellOf = ({ x0, x1, y0, y1 }: Blob, { side, across }: Surface, scale: number): number =>
  Math.floor((y0 + y1) / 2 / scale / side) * across + Math.floor((x0 + x1) / 2 / scale / side);

const isLetter = ({ x0, x1, y0, y1 }: Blob): boolean => x1 - x0 + 1 <= (y1 - y0 + 1) * letterAspect;

function findPaper(grey: Grey, blobs: readonly Blob[], scale: number): Surface | null {
  const side = Math.ceil(Math.max(grey.width, grey.height) / cells);
  const [across, down] = [Math.ceil(grey.width / side), Math.ceil(grey.height / side)];
  const levels = bareLevels(grey, side, across, down);
  const surface = { side, across, down, levels, isPaper: new Uint8Array(levels.length) };
  const { regions, count } = regionsOf(surface);
  const [ink, letters] = [new Uint32Array(count), new Uint32Array(count)];
  for (const blob of blobs) increment(ink, regions[cellOf(blob, surface, scale)]);
  for (const blob of printedBlobs(blobs.filter(isLetter))) increment(letters, regions[cellOf(blob, surface, scale)]);
  const most = letters.reduce((best, amount, region) => (amount > (letters[best] as number) ? region : best), 0);
  if ((letters[most] as number) < minLetters) return null;
  const isKept = (region: number): boolean => {
    const amount = letters[region] as number;
    return region === most || (amount >= partLetters && amount >= partShare * (ink[region] as number));
  };
  enclose(surface, (cell) => isKept(regions[cell] as number));
  takeEdges(surface);
  return surface;
}

function increment(counts: Uint32Array, region: number | undefined): void {
  if (region !== undefined) counts[region] = (counts[region] as number) + 1;
}

/** The brightness of each cell without what is printed there: the mean of its brighter half. */
function bareLevels({ data, width, height }: Grey, side: number, across: number, down: number): Float32Array {
  const levels = new Float32Array(across * down);
  const mean = (row: number, column: number, least: number): number => {
    let [sum, count] = [0, 0];
    for (let y = row * side; y < Math.min(height, (row + 1) * side); y += 1) {
      for (let at = y * width + column * side; at < y * width + Math.min(width, (column + 1) * side); at += 1) {
        const level = data[at] as number;
        if (level < least) continue;
        sum += level;
        count += 1;
      }
    }
    return sum / Math.max(1, count);
  };
  for (let cell = 0; cell < levels.length; cell += 1) {
    const [row, column] = [Math.floor(cell / across), cell % across];
    levels[cell] = mean(row, column, mean(row, column, 0));
  }
  return levels;
}

/** Cells of one surface share a number: brightness changes little from each to the next. */
function regionsOf(surface: Surface): { regions: Int32Array; count: number } {
  const { levels, across, down } = surface;
  const regions = new Int32Array(levels.length).fill(-1);
  let count = 0;
  for (let start = 0; start < levels.length; start += 1) {
    if (regions[start] !== -1) continue;
    regions[start] = count;
    const starts = isEdge(surface, start) ? [] : [start];
    spread(starts, across, down, (from, to) => {
      if (regions[to] !== -1 || isEdge(surface, to) || !isLevel(levels[from], levels[to], sameSurface)) return false;
      regions[to] = count;
      return true;
    });
    count += 1;
  }
  return { regions, count };
}

const isLevel = (one = 0, other = 0, least: number): boolean => Math.min(one, other) >= least * Math.max(one, other);

/** Whether a paper begins or ends at a cell. */
function isEdge({ levels, across, down }: Surface, cell: number): boolean {
  const [row, column] = [Math.floor(cell / across), cell % across];
  const isSteep = (at: number, count: number, step: number): boolean => {
    const before = cell - Math.min(at, edgeReach) * step;
    const behind = cell + Math.min(count - 1 - at, edgeReach) * step;
    return !isLevel(levels[before], levels[behind], edgeFall);
  };
  return isSteep(column, across, 1) || isSteep(row, down, across);
}

/** Cells of the edge that are as bright as the paper beside them belong to it. */
function takeEdges({ isPaper, levels, across, down }: Surface): void {
  for (let step = 0; step < edgeReach; step += 1) {
    const taken: number[] = [];
    spread(marked(isPaper), across, down, (from, to) => {
      if (!isPaper[to] && isLevel(levels[from], levels[to], sameSurface)) taken.push(to);
      return false;
    });
    for (const cell of taken) isPaper[cell] = 1;
  }
}

/** Marks the kept cells and all that they enclose: dark bars, pictures, stains. */
function enclose({ isPaper, across, down }: Surface, isKept: (cell: number) => boolean): void {
  isPaper.fill(1);
  const reach = (cell: number): boolean => {
    if (!isPaper[cell] || isKept(cell)) return false;
    isPaper[cell] = 0;
    return true;
  };
  const edge = [...isPaper.keys()].filter((cell) => {
    const [row, column] = [Math.floor(cell / across), cell % across];
    return (row === 0 || column === 0 || row === down - 1 || column === across - 1) && reach(cell);
  });
  spread(edge, across, down, (_, to) => reach(to));
}

/** Goes on from cell to cell, to the four sides, as long as `enters` says so. */
function spread(starts: number[], across: number, down: number, enters: (from: number, to: number) => boolean): void {
  const stack = [...starts];
  for (let from = stack.pop(); from !== undefined; from = stack.pop()) {
    const [row, column] = [Math.floor(from / across), from % across];
    if (column > 0 && enters(from, from - 1)) stack.push(from - 1);
    if (column < across - 1 && enters(from, from + 1)) stack.push(from + 1);
    if (row > 0 && enters(from, from - across)) stack.push(from - across);
    if (row < down - 1 && enters(from, from + across)) stack.push(from + across);
  }
}

const marked = (mask: Uint8Array): number[] => [...mask.keys()].filter((at) => mask[at]);

/** How often the brightness around the paper is evened out: enough that no step between cells is left. */
const smoothings = 12;

/** Gives the cells around the paper the brightness of its nearest edge, and their pixels that of the cell. */
function cover({ data, width, height }: Grey, surface: Surface): void {
  const { side, across, isPaper, levels } = surface;
  const isRim = continueAround(surface);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / side) * across;
    for (let x = 0; x < width; x += 1) {
      const cell = row + Math.floor(x / side);
      const level = levels[cell] as number;
      const at = y * width + x;
      if (!isPaper[cell] || (isRim[cell] && (data[at] as number) < sameSurface * level)) data[at] = level;
    }
  }
}

/** Continues the paper's brightness over the cells around it. @returns 1 where the paper borders on them */
function continueAround({ across, down, isPaper, levels }: Surface): Uint8Array {
  const isRim = new Uint8Array(levels.length);
  const filled = Uint8Array.from(isPaper);
  for (let ring = marked(isPaper); ring.length > 0; ) {
    const next: number[] = [];
    spread(ring, across, down, (from, to) => {
      if (!isPaper[to]) isRim[from] = isPaper[from] as number;
      if (filled[to]) return false;
      filled[to] = 1;
      levels[to] = levels[from] as number;
      next.push(to);
      return false;
    });
    ring = next;
  }
  for (let pass = 0; pass < smoothings; pass += 1) {
    for (let cell = 0; cell < levels.length; cell += 1) {
      if (!isPaper[cell]) levels[cell] = meanAround(levels, cell, across);
    }
  }
  return isRim;
}

function meanAround(levels: Float32Array, cell: number, across: number): number {
  const own = levels[cell] as number;
  const around = [levels[cell - 1], levels[cell + 1], levels[cell - across], levels[cell + across]];
  return around.reduce<number>((sum, level) => sum + (level ?? own), own) / (around.length + 1);
}
