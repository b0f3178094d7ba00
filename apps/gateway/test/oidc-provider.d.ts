/** What the tests use of it: the package brings no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
  }
  // eslint-disable-next-line no-restricted-exports -- so the package has it
  export { Provider as default };
}
