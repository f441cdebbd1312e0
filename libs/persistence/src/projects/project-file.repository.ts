import type { Instant } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../instant-column.ts';
import { isUuid } from '../uuid-column.ts';
import { FileUploadEntity } from './file-upload.entity.ts';
import { ProjectFileRemovalEntity } from './project-file-removal.entity.ts';
import { ProjectFileEntity } from './project-file.entity.ts';

/** A file of a project. */
export interface ProjectFile {
  /** UUID. */
  readonly fileId: string;
  readonly projectId: string;
  /** As its sender named it, without a path. */
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  /** Where the object store has it. */
  readonly objectKey: string;
  readonly addedAt: Instant;
  /** Id of an actor. */
  readonly addedBy: string;
}

/** Where a file stands among those of its project. */
export interface FilePosition {
  readonly addedAt: Instant;
  readonly fileId: string;
}

/** The files of the projects of the unit of work's district. */
export interface ProjectFileRepository {
  /** Notes that an object is about to be put into the store. */
  beginUpload(objectKey: string, at: Instant): Promise<void>;
  /** Keys of uploads that began before then and came to nothing. */
  uploadsBefore(at: Instant, limit: number): Promise<readonly string[]>;
  /** Forgets an upload whose object is gone. */
  forgetUpload(objectKey: string): Promise<void>;
  /** Attaches a file; its upload is no longer under way. */
  add(file: ProjectFile): Promise<void>;
  remove(fileId: string, at: Instant, by: string): Promise<void>;
  /** One that was not removed. */
  byId(fileId: string): Promise<ProjectFile | undefined>;
  /** Those that were not removed, of all these projects, in the order they were attached. */
  ofProjects(projectIds: readonly string[]): Promise<readonly ProjectFile[]>;
  /** The same, of each project at most `limit`, those behind `from`; null: from the first. */
  firstOfProjects(projectIds: readonly string[], from: FilePosition | null, limit: number): Promise<readonly ProjectFile[]>;
}

const fileOfRow = ({ sizeBytes, addedAt, ...same }: Omit<ProjectFileEntity, 'district'>): ProjectFile => ({
  ...same,
  size: Number(sizeBytes),
  addedAt: instantOfColumn(addedAt),
});

const withoutDistrict = ({ district: _, ...row }: ProjectFileEntity): ProjectFile => fileOfRow(row);

const NOT_REMOVED = `not exists (select from project_file_removal gone where gone.district = file.district and gone.file_id = file.file_id)`;

const FIRST_OF_PROJECTS = `
  select file.* from unnest($2::uuid[]) as asked (project_id) cross join lateral (
    select file_id as "fileId", project_id as "projectId", name, media_type as "mediaType", size_bytes as "sizeBytes", sha256, object_key as "objectKey",
      added_at as "addedAt", added_by as "addedBy"
    from project_file file
    where file.district = $1 and file.project_id = asked.project_id and ($3::timestamptz is null or (file.added_at, file.file_id) > ($3, $4::uuid)) and ${NOT_REMOVED}
    order by file.added_at, file.file_id limit $5) file
  order by "projectId", "addedAt", "fileId"`;

/** The files that a transaction with a tenant can see. */
export const projectFileRepository = (manager: EntityManager, district: string): ProjectFileRepository => {
  const standing = () =>
    manager.createQueryBuilder(ProjectFileEntity, 'file').where('file.district = :district', { district }).andWhere(NOT_REMOVED);
  return {
    beginUpload: async (objectKey, at) => {
      await manager.insert(FileUploadEntity, { district, objectKey, startedAt: columnOfInstant(at) });
    },
    uploadsBefore: async (at, limit) => {
      const rows = await manager.query<{ object_key: string }[]>(
        `select object_key from file_upload where district = $1 and started_at < $2 order by started_at limit $3`,
        [district, columnOfInstant(at), limit],
      );
      return rows.map(({ object_key: key }) => key);
    },
    forgetUpload: async (objectKey) => {
      await manager.delete(FileUploadEntity, { district, objectKey });
    },
    add: async ({ size, addedAt, ...same }) => {
      await manager.insert(ProjectFileEntity, { ...same, district, sizeBytes: String(size), addedAt: columnOfInstant(addedAt) });
      await manager.delete(FileUploadEntity, { district, objectKey: same.objectKey });
    },
    remove: async (fileId, at, removedBy) => {
      await manager.insert(ProjectFileRemovalEntity, { district, fileId, removedAt: columnOfInstant(at), removedBy });
    },
    byId: async (fileId) => {
      const row = isUuid(fileId) ? await standing().andWhere('file.fileId = :fileId', { fileId }).getOne() : null;
      return row === null ? undefined : withoutDistrict(row);
    },
    ofProjects: async (projectIds) => {
      const rows = await standing()
        .andWhere('file.projectId = any(:projectIds::uuid[])', { projectIds })
        .orderBy('file.addedAt', 'ASC')
        .addOrderBy('file.fileId', 'ASC')
        .getMany();
      return rows.map(withoutDistrict);
    },
    firstOfProjects: async (projectIds, from, limit) => {
      const behind = from === null ? [null, null] : [columnOfInstant(from.addedAt), from.fileId];
      const rows = await manager.query<Omit<ProjectFileEntity, 'district'>[]>(FIRST_OF_PROJECTS, [district, projectIds, ...behind, limit]);
      return rows.map(fileOfRow);
    },
  };
};
