import type { Readable } from 'node:stream';
import { civilDateAt, err, ok, uuidV7, type Instant, type Result } from '@guicheng/kernel';
import {
  ObjectTooLarge,
  refuse,
  type Change,
  type ChangeResult,
  type DistrictRepositories,
  type ObjectStore,
  type ProjectFile,
  type ProjectRecord,
  type StoredObject,
} from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { maySee, mayWrite, notPermitted, projectWithdrawn, scopeOf, unknownProject, writesFor } from '../project-access.ts';
import { projectEvent } from '../project-events.ts';
import type { ProjectParts, ReadMark } from '../project-parts.ts';
import { readProjectWith } from '../show-project.ts';
import { FileEmpty, FileTypeDiffers, LARGEST_FILE, MOST_FILES, nameProblems, ofType, typeByName } from './file-types.ts';

/** What the use cases of files stand on. */
export interface ProjectFileParts extends Pick<ProjectParts, 'database' | 'random'> {
  readonly files: ObjectStore;
}

/** A file on its way to a project. */
export interface AttachInput {
  readonly projectId: string;
  readonly name: string;
  readonly source: AsyncIterable<Uint8Array>;
}

/** A file that is read. */
export interface OpenedFile {
  readonly file: ProjectFile;
  readonly stream: Readable;
}

/** How long an upload may take before what it left is taken away: a day, ms. */
const ABANDONED = 24 * 3600 * 1000;

const unknownFile = problem('unknown-file', '/fileId', '没有这个附件，或您无权查看。', 'There is no such file, or it is not shown to you.');
const contentMissing = problem(
  'file-content-missing',
  '/fileId',
  '附件的内容不在文件存储中（登记仍在）：请告知系统运维人员，从备份恢复文件存储；无法恢复的，移除此附件后重新上传。',
  'The content of the file is not in the store of files, only its entry is here: tell who operates the system, to restore the store from its backup; where there is none, take the file off and attach it again.',
);
const tooLarge = problem('file-too-large', '', '文件超过 50 MB。', 'The file is larger than 50 MB.');
const empty = problem('file-empty', '', '文件是空的（0 字节）。', 'The file is empty: it has no bytes.');
const typeDiffers = problem(
  'file-type-differs',
  '',
  '文件内容与文件名的类型不符。',
  'The content of the file is not of the type that its name says.',
);
const tooMany = problem('too-many-files', '', `一个项目最多 ${MOST_FILES} 个附件。`, `A project has at most ${MOST_FILES} files.`);

/** A project that the caller may attach to, and for whom that is; null: in an own post. */
interface Writable {
  readonly project: ProjectRecord;
  readonly onBehalfOf: string | null;
}

/** The project when the caller may attach to it; else why not. Locked: nobody withdraws it, or attaches to it and takes off it, before the transaction ends. */
const writable = async (
  caller: Caller,
  repositories: DistrictRepositories,
  projectId: string,
  at: Instant,
  locked: boolean,
): Promise<Result<Writable, Problem>> => {
  const scope = await scopeOf(caller, repositories, civilDateAt(at));
  const project = await (locked ? repositories.projects.lockById(projectId) : repositories.projects.byId(projectId));
  if (project === undefined || !maySee(scope, project.unitId)) return err(unknownProject);
  if (!mayWrite(scope, project.unitId)) return err(notPermitted);
  return project.status === 'withdrawn' ? err(projectWithdrawn) : ok({ project, onBehalfOf: writesFor(scope, [project.unitId]) });
};

/** The files of projects (附件): attached, read, taken off; what failed uploads left is taken away. */
export const projectFileUseCases = ({ database, random, files }: ProjectFileParts) => {
  const readProject = readProjectWith({ database });
  const discard = async (district: string, objectKey: string): Promise<void> => {
    await files.delete(objectKey);
    await database.inDistrict(district, ({ projectFiles }) => projectFiles.forgetUpload(objectKey));
  };
  const attachStored = (
    caller: Caller,
    { projectId, name }: AttachInput,
    stored: StoredObject,
    objectKey: string,
    change: Change,
  ): Promise<Result<ProjectFile, Problem[]>> =>
    database.change(change, async (repositories): Promise<ChangeResult<ProjectFile>> => {
      const found = await writable(caller, repositories, projectId, change.at, true);
      if (!found.ok) return refuse(found.error);
      const { project, onBehalfOf } = found.value;
      if ((await repositories.projectFiles.ofProjects([projectId])).length >= MOST_FILES) return refuse(tooMany);
      const fileId = uuidV7(change.at, random(10));
      const { mediaType } = typeByName(name)!;
      const file: ProjectFile = { fileId, projectId, name, mediaType, ...stored, objectKey, addedAt: change.at, addedBy: change.actor.id };
      await repositories.projectFiles.add(file);
      const details = { fileId, size: stored.size, sha256: stored.sha256, mediaType };
      return {
        kind: 'done',
        value: file,
        audit: { action: 'project.attach-file', subjectKind: 'project', subjectId: projectId, details, onBehalfOf },
        events: [projectEvent('project.file-attached', project, { fileId })],
      };
    });
  return {
    /** Attaches a file; `changeOf` is told its digest, which is part of what is asked. What is refused or fails leaves nothing behind. */
    attachFile: async (
      caller: Caller,
      input: AttachInput,
      mark: ReadMark,
      changeOf: (stored: StoredObject) => Change,
    ): Promise<Result<ProjectFile, Problem[]>> => {
      const { district } = caller;
      const wrong = nameProblems(input.name);
      if (wrong.length > 0) return err(wrong);
      const objectKey = `${district}/${uuidV7(mark.at, random(10))}`;
      const begun = await database.inDistrict(district, async (repositories) => {
        const project = await writable(caller, repositories, input.projectId, mark.at, false);
        if (project.ok) await repositories.projectFiles.beginUpload(objectKey, mark.at);
        return project;
      });
      if (!begun.ok) return err([begun.error]);
      let attached: Result<ProjectFile, Problem[]> | undefined;
      try {
        const stored = await files.put(objectKey, ofType(typeByName(input.name)!, input.source), LARGEST_FILE);
        attached = await attachStored(caller, input, stored, objectKey, changeOf(stored));
      } catch (error) {
        if (error instanceof ObjectTooLarge) attached = err([tooLarge]);
        else if (error instanceof FileEmpty) attached = err([empty]);
        else if (error instanceof FileTypeDiffers) attached = err([typeDiffers]);
        else throw error;
      } finally {
        // A request that was answered before names the object that it put then.
        if (attached !== undefined && !(attached.ok && attached.value.objectKey === objectKey)) await discard(district, objectKey);
      }
      return attached;
    },

    /** The files of a project, in the order they were attached. */
    listFiles: (caller: Caller, projectId: string, mark: ReadMark): Promise<Result<readonly ProjectFile[], Problem[]>> =>
      readProject(caller, projectId, mark, ({ projectFiles }) => projectFiles.ofProjects([projectId])),

    /** A file to download, refused as `file-content-missing` where the store has it no more; of a unit not the caller's own, audited as reading its project is. */
    readFile: async (caller: Caller, projectId: string, fileId: string, mark: ReadMark): Promise<Result<OpenedFile, Problem[]>> => {
      const found = await readProject(caller, projectId, mark, ({ projectFiles }) => projectFiles.byId(fileId));
      if (!found.ok) return found;
      const file = found.value;
      if (file === undefined || file.projectId !== projectId) return err([unknownFile]);
      const stream = await files.get(file.objectKey);
      if (stream === undefined) return err([contentMissing]);
      return ok({ file, stream });
    },

    /** Takes a file off its project; the register keeps that it was there, and the store its bytes. */
    removeFile: (caller: Caller, projectId: string, fileId: string, change: Change): Promise<Result<ProjectFile, Problem[]>> =>
      database.change(change, async (repositories): Promise<ChangeResult<ProjectFile>> => {
        const found = await writable(caller, repositories, projectId, change.at, true);
        if (!found.ok) return refuse(found.error);
        const { project, onBehalfOf } = found.value;
        const file = await repositories.projectFiles.byId(fileId);
        if (file === undefined || file.projectId !== projectId) return refuse(unknownFile);
        await repositories.projectFiles.remove(fileId, change.at, change.actor.id);
        return {
          kind: 'done',
          value: file,
          audit: {
            action: 'project.remove-file',
            subjectKind: 'project',
            subjectId: projectId,
            details: { fileId, sha256: file.sha256 },
            onBehalfOf,
          },
          events: [projectEvent('project.file-removed', project, { fileId })],
        };
      }),

    /** Takes away what uploads that came to nothing left in the store, a day later; how many. */
    sweepUploads: async (district: string, now: Instant): Promise<number> => {
      const keys = await database.inDistrict(district, ({ projectFiles }) => projectFiles.uploadsBefore((now - ABANDONED) as Instant, 100));
      for (const key of keys) await discard(district, key);
      return keys.length;
    },
  };
};

/** The use cases of files, wired. */
export type ProjectFileUseCases = ReturnType<typeof projectFileUseCases>;
