import type { Application } from '@guicheng/application';
import { instantOf, ok, type Instant } from '@guicheng/kernel';
import { describe, expect, it } from 'vitest';
import { newRequestContext } from '../request-context.ts';
import { filesOfProjects } from './project-file-view.ts';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;
const caller = { district: 'yangpu', kind: 'person', id: 'p', posts: [], scopes: null, sessionId: null, steppedUpUntil: null } as const;
const context = newRequestContext({ requestId: 'r', caller, at: AT });

describe('files of projects that are shown together', () => {
  it('are read once for all of them and each page size; a page behind a cursor for its project alone', async () => {
    const asked: string[] = [];
    const application: Pick<Application, 'showProjectFiles'> = {
      showProjectFiles: async (_, ids, { from, limit }) => {
        asked.push(`${ids.join()} ${limit} ${from?.fileId ?? 'first'}`);
        return ok(new Map());
      },
    };
    const files = filesOfProjects(application as Application, ['a', 'b', 'c']);
    await Promise.all(['a', 'b', 'c', 'a'].map((id) => files(id, { from: null, limit: 50 }, context)));
    await files('b', { from: null, limit: 10 }, context);
    await files('b', { from: { addedAt: AT, fileId: 'f' }, limit: 10 }, context);
    expect(asked).toEqual(['a,b,c 50 first', 'a,b,c 10 first', 'b 10 f']);
  });
});
