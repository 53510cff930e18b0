/** Zero crossings of the sinc on each side: -60 dB and better above the new Nyquist frequency with a Blackman window. */
const lobes = 12;

/** The pass band ends at this share of the new Nyquist frequency, so that the filter's slope ends below it. */
const passBand = 0.9;

/** Lowers the sample rate by a whole factor: windowed-sinc low-pass, then every n-th sample; works on a stream of chunks. */
export class Decimator {
  readonly #factor: number;
  readonly #kernel: Float32Array;
  /** Input not yet used up; starts with silence, so that the first output sample is the first input sample. */
  #pending: Float32Array;

  constructor(factor: number) {
    this.#factor = factor;
    this.#kernel = lowPass(factor);
    this.#pending = new Float32Array((this.#kernel.length - 1) / 2);
  }

  /** Output for the input so far; the last {@link lobes} output samples wait for what comes next. */
  push(chunk: Float32Array): Float32Array {
    const input = new Float32Array(this.#pending.length + chunk.length);
    input.set(this.#pending);
    input.set(chunk, this.#pending.length);
    const taps = this.#kernel.length;
    const count = Math.max(0, Math.floor((input.length - taps) / this.#factor) + 1);
    const output = new Float32Array(count);
    for (let index = 0; index < count; index += 1) {
      const start = index * this.#factor;
      let sum = 0;
      for (let tap = 0; tap < taps; tap += 1) sum += (input[start + tap] as number) * (this.#kernel[tap] as number);
      output[index] = sum;
    }
    this.#pending = input.slice(count * this.#factor);
    return output;
  }
}

function lowPass(factor: number): Float32Array {
  const half = lobes * factor;
  const cutoff = passBand / factor;
  const kernel = Float32Array.from({ length: 2 * half + 1 }, (_, index) => {
    const x = index - half;
    const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
    const phase = (Math.PI * index) / half;
    const blackman = 0.42 - 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase);
    return sinc * blackman;
  });
  const gain = kernel.reduce((sum, value) => sum + value, 0);
  return kernel.map((value) => value / gain);
}
