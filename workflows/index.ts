export { exportBook } from './exportBook.ts';
export { message } from './message.ts';
export { bookRecurring } from './recurring.ts';
export { keepRetention } from './retention.ts';
export { eraseSubject, exportSubject } from './subject.ts';
