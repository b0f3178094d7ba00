/** A model that is not there, not whole, or not what it should be; the message says how to mend it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
