import type { Readable } from 'node:stream';
import { actorOf, type Caller, type ProjectFileUseCases } from '@guicheng/application';
import { formatInstant } from '@guicheng/kernel';
import { projectFilePath } from '@guicheng/graphql-api';
import type { ProjectFile } from '@guicheng/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { EdgeError } from '../edge/edge-error.ts';
import { LONG, ROUTE_POINTS, RouteLimits } from '../edge/route-limits.ts';
import type { Recognition } from '../graphql/caller-of.ts';
import { LOG, PROJECT_FILES, RECOGNITION } from '../tokens.ts';
import { answerEdgeError, answerRefusal, asAttachment, fileCaller, idempotencyKey, signedIn } from './file-answers.ts';
import { sendStream } from './send-stream.ts';

/** Types of no form: a page of another site cannot send them. What a file is, its name and its bytes say. */
const BODIES = /^(application\/(octet-stream|pdf|ofd|vnd\.openxmlformats-officedocument\.[a-z.]+)|image\/(jpeg|png))$/;
/** A little more than a file may be: the store counts, and says so by code. */
const MOST_BYTES = 51 * 1024 * 1024;

const noBody = new EdgeError(400, 'body-missing', '请求体应为文件内容。', 'The body is the content of the file.');

interface Place {
  readonly projectId: string;
  readonly fileId: string;
}

/** A file as it is answered; its properties are named as in the schema (`ProjectFile`). */
const fileView = ({ fileId, projectId, name, mediaType, size, sha256, addedAt, addedBy }: ProjectFile) => ({
  id: fileId,
  projectId,
  name,
  mediaType,
  size,
  sha256,
  attachedAt: formatInstant(addedAt),
  attachedBy: addedBy,
});

/** Files of projects: attached, listed, downloaded and taken off, with the caller's own credential. */
@Injectable()
export class AttachmentsServer implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(PROJECT_FILES) private readonly files: ProjectFileUseCases,
    @Inject(RECOGNITION) private readonly recognition: Recognition,
    @Inject(RouteLimits) private readonly limits: RouteLimits,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.host.httpAdapter.getInstance<FastifyInstance>().register(async (scope) => {
      scope.setErrorHandler((error, request, reply) => answerEdgeError(error, request, reply, this.log));
      scope.addContentTypeParser(BODIES, (_, payload, done) => done(null, payload));
      const caller = (request: FastifyRequest): Promise<Caller> => fileCaller(request, this.recognition);
      const plain = this.limits.hooks({ points: ROUTE_POINTS.plain, caller });
      const upload = this.limits.hooks({ points: ROUTE_POINTS.upload, caller, deadlines: LONG });
      scope.post<{ Params: Place }>('/files/projects/:projectId', { ...upload, bodyLimit: MOST_BYTES }, (request, reply) =>
        this.attach(request, reply),
      );
      scope.get<{ Params: Place }>('/files/projects/:projectId', plain, (request, reply) => this.list(request, reply));
      const ofFile = projectFilePath(':projectId', ':fileId');
      scope.get<{ Params: Place }>(ofFile, plain, (request, reply) => this.download(request, reply));
      scope.delete<{ Params: Place }>(ofFile, plain, (request, reply) => this.remove(request, reply));
    });
  }

  private mark({ id }: FastifyRequest) {
    return { requestId: id, at: this.recognition.clock.now() };
  }

  private changeOf(request: FastifyRequest, caller: Caller, requestDigest: string) {
    return {
      district: caller.district,
      actor: actorOf(caller),
      ...this.mark(request),
      idempotency: { key: idempotencyKey(request), requestDigest },
    };
  }

  private async attach(request: FastifyRequest<{ Params: Place }>, reply: FastifyReply): Promise<FastifyReply> {
    const caller = signedIn(request);
    idempotencyKey(request);
    const source = request.body as Readable | undefined;
    if (source === undefined) throw noBody;
    const { projectId } = request.params;
    const { name = '' } = request.query as { readonly name?: string };
    const input = { projectId, name: typeof name === 'string' ? name : '', source };
    const attached = await this.files.attachFile(caller, input, this.mark(request), ({ sha256 }) =>
      this.changeOf(request, caller, `attach ${projectId} ${sha256} ${input.name}`),
    );
    // What is refused before it was read is not read: the connection goes.
    if (!attached.ok && !source.readableEnded) void reply.header('connection', 'close');
    return attached.ok ? reply.code(201).send(fileView(attached.value)) : answerRefusal(reply, attached.error);
  }

  private async list(request: FastifyRequest<{ Params: Place }>, reply: FastifyReply): Promise<FastifyReply> {
    const caller = signedIn(request);
    const found = await this.files.listFiles(caller, request.params.projectId, this.mark(request));
    return found.ok ? reply.send({ files: found.value.map(fileView) }) : answerRefusal(reply, found.error);
  }

  private async download(request: FastifyRequest<{ Params: Place }>, reply: FastifyReply): Promise<FastifyReply> {
    const caller = signedIn(request);
    const { projectId, fileId } = request.params;
    const found = await this.files.readFile(caller, projectId, fileId, this.mark(request));
    if (!found.ok) {
      // Nothing the caller did: whoever operates the server has a store to restore.
      if (found.error.some(({ code }) => code === 'file-content-missing'))
        this.log.error(
          { requestId: request.id, district: caller.district, projectId, fileId },
          'content of a file is missing in the store',
        );
      return answerRefusal(reply, found.error);
    }
    const { file, stream } = found.value;
    return sendStream(request, asAttachment(reply, file.name, file.mediaType).header('content-length', file.size), stream, this.log);
  }

  private async remove(request: FastifyRequest<{ Params: Place }>, reply: FastifyReply): Promise<FastifyReply> {
    const caller = signedIn(request);
    const { projectId, fileId } = request.params;
    const removed = await this.files.removeFile(caller, projectId, fileId, this.changeOf(request, caller, `remove ${projectId} ${fileId}`));
    return removed.ok ? reply.send(fileView(removed.value)) : answerRefusal(reply, removed.error);
  }
}
