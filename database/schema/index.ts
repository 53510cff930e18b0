export * from './access.ts';
export * from './control.ts';
export * from './conversation.ts';
export * from './exchange.ts';
export * from './ledger.ts';
export * from './memory.ts';
export * from './planning.ts';
export * from './whatsapp.ts';
