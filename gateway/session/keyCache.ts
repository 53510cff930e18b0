/** Keys kept in memory. A chat has five or six, most of them short: some 2,000 active chats, a few megabytes. */
const cachedKeys_max = 10_000;

/**
 * What the database holds, as far as it was read or committed by one store: filled after the commit, never before, and gone with
 * the store. Texts, so that nobody can change a cached value in place; null = known to be absent.
 */
export class KeyCache {
  private readonly texts = new Map<string, string | null>();

  /** Undefined when the database has to be asked. */
  get(type: string, id: string): string | null | undefined {
    const place = `${type}/${id}`;
    const text = this.texts.get(place);
    if (text !== undefined) this.touch(place, text);
    return text;
  }

  put(type: string, id: string, text: string | null): void {
    this.touch(`${type}/${id}`, text);
    const [oldest] = this.texts.keys();
    if (this.texts.size > cachedKeys_max && oldest !== undefined) this.texts.delete(oldest);
  }

  forget(type: string, id: string): void {
    this.texts.delete(`${type}/${id}`);
  }

  /** Used last is kept longest. */
  private touch(place: string, text: string | null): void {
    this.texts.delete(place);
    this.texts.set(place, text);
  }
}
