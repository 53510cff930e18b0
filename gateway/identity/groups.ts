import type { GroupMetadata, WASocket } from '@whiskeysockets/baileys';

/** Groups whose members are remembered; beyond it the one that was learnt first is asked for again. */
const groups_max = 500;

/** The members of groups, as sending needs them: asked for once, and again after WhatsApp tells of a change. */
export class GroupDirectory {
  private readonly known = new Map<string, GroupMetadata>();
  private socket: WASocket | null = null;

  /** Call for each new socket: changes made while there was none were missed. */
  attach(socket: WASocket): void {
    this.socket = socket;
    this.known.clear();
    socket.ev.on('groups.update', (updates) => {
      for (const { id } of updates) if (id) this.known.delete(id);
    });
    socket.ev.on('group-participants.update', ({ id }) => void this.known.delete(id));
  }

  /** Undefined when it cannot be told: the library then asks by itself. */
  readonly find = async (jid: string): Promise<GroupMetadata | undefined> => {
    const known = this.known.get(jid);
    if (known) return known;
    const asked = await this.socket?.groupMetadata(jid).catch(() => undefined);
    if (!asked) return undefined;
    const [oldest] = this.known.keys();
    if (this.known.size >= groups_max && oldest !== undefined) this.known.delete(oldest);
    this.known.set(jid, asked);
    return asked;
  };
}
