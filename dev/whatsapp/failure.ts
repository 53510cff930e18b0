/** A request that cannot be done, with the HTTP status that says why. */
export class RequestFailure extends Error {
  readonly statusCode: 400 | 404 | 409 | 413 | 415 | 429 | 504;

  constructor(statusCode: RequestFailure['statusCode'], message: string) {
    super(message);
    this.name = 'RequestFailure';
    this.statusCode = statusCode;
  }
}
