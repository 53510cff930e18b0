export { exportBook } from './exportBook.ts';
export { message } from './message.ts';
