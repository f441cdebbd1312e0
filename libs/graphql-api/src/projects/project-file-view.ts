import { unknownProject, type Application, type FilesWindow, type ProjectFile } from '@guicheng/application';
import { err, formatInstant, ok, type Instant } from '@guicheng/kernel';
import { signedIn } from '../integration/idempotency/new-change.ts';
import type { KeysetConnection } from '../paging/keyset-connection.ts';
import type { PageArguments } from '../paging/page-arguments.ts';
import type { RequestContext } from '../request-context.ts';

/** Where the server sends a file from, a path below its address; what of it is a parameter stands as it is given. */
export const projectFilePath = (projectId: string, fileId: string): string => `/files/projects/${projectId}/${fileId}`;

const fileView = ({ fileId, projectId, name, mediaType, size, sha256, addedAt, addedBy }: ProjectFile) => ({
  id: fileId,
  name,
  mediaType,
  size,
  sha256,
  attachedAt: formatInstant(addedAt),
  attachedBy: addedBy,
  downloadPath: projectFilePath(projectId, fileId),
});

type Pages = ReturnType<Application['showProjectFiles']>;

/** Reads files of projects that are shown together. */
export type FilesOfProjects = (projectId: string, window: FilesWindow, context: RequestContext) => Pages;

/** First pages of all the projects are read at once, and once for each page size that is asked for; a page behind a cursor is one project's. */
export const filesOfProjects = ({ showProjectFiles }: Application, projectIds: readonly string[]): FilesOfProjects => {
  const firstPages = new Map<number, Pages>();
  return (projectId, window, context) => {
    const caller = signedIn(context);
    if (window.from !== null) return showProjectFiles(caller, [projectId], window, context);
    const pages = firstPages.get(window.limit) ?? showProjectFiles(caller, projectIds, window, context);
    firstPages.set(window.limit, pages);
    return pages;
  };
};

/** `Project.files` of the schema. */
export const filesOf = (
  { connection, files }: { readonly connection: KeysetConnection; readonly files: FilesOfProjects },
  projectId: string,
  page: PageArguments,
  context: RequestContext,
) =>
  connection<ProjectFile>({
    typename: 'ProjectFileConnection',
    scope: { district: signedIn(context).district, filter: { projectId }, order: 'attached' },
    page,
    positionOf: ({ addedAt, fileId }) => [addedAt, fileId],
    nodeOf: fileView,
    read: async ({ from, limit }) => {
      const position = from === null ? null : { addedAt: Number(from[0]) as Instant, fileId: String(from[1]) };
      const found = await files(projectId, { from: position, limit }, context);
      if (!found.ok) return found;
      const shown = found.value.get(projectId);
      return shown === undefined ? err([unknownProject]) : ok({ rows: shown.files, more: shown.more, total: null });
    },
  });
