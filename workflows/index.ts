export { message } from './message.ts';
