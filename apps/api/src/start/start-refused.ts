import type { Problem } from '@guicheng/policy-model';

/** The server does not start because of what its operator can mend; all of it is listed. */
export class StartRefused extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
    readonly problems: readonly Problem[],
  ) {
    super(en);
    this.name = 'StartRefused';
  }
}
