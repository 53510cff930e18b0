import type { Session } from '../session/session.ts';

/** Phones show "typing" for about 10 s. */
const repeat_ms = 8_000;
/** A run that is silent for longer than this has said so in another way. */
const longest_ms = 60_000;
/** Chats shown as typing at once; beyond it nobody looks at all of them. */
const chats_max = 500;

interface Typing {
  timer: NodeJS.Timeout;
  until: number;
}

/** Shows "typing" in a chat while its run works. A courtesy: failures are ignored. */
export class TypingSigns {
  private readonly session: Session;
  private readonly chats = new Map<string, Typing>();

  constructor(session: Session) {
    this.session = session;
  }

  begin(jid: string): void {
    const until = Date.now() + longest_ms;
    const shown = this.chats.get(jid);
    if (shown) shown.until = until;
    if (shown || this.chats.size >= chats_max) return;
    this.show(jid, 'composing');
    const timer = setInterval(() => this.repeat(jid), repeat_ms);
    this.chats.set(jid, { timer, until });
  }

  /** The answer itself ends the sign on the phone; only the repetition has to stop. */
  end(jid: string): void {
    if (this.forget(jid)) this.show(jid, 'paused');
  }

  stop(): void {
    for (const jid of [...this.chats.keys()]) this.forget(jid);
  }

  private repeat(jid: string): void {
    if (Date.now() > (this.chats.get(jid)?.until ?? 0)) this.end(jid);
    else this.show(jid, 'composing');
  }

  private forget(jid: string): boolean {
    const typing = this.chats.get(jid);
    if (typing) clearInterval(typing.timer);
    return this.chats.delete(jid);
  }

  private show(jid: string, sign: 'composing' | 'paused'): void {
    this.session.openSocket?.sendPresenceUpdate(sign, jid).catch(() => {});
  }
}
