import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { actorOf, XLSX_LIMITS, type Application, type Caller, type ProjectExport } from '@guicheng/application';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { EdgeError } from '../edge/edge-error.ts';
import { LONG, ROUTE_POINTS, RouteLimits } from '../edge/route-limits.ts';
import type { Recognition } from '../graphql/caller-of.ts';
import { APPLICATION, LOG, RECOGNITION } from '../tokens.ts';
import { dryRunOf, exportInputOf, type Query } from './export-query.ts';
import { answerEdgeError, answerRefusal, asAttachment, fileCaller, idempotencyKey, importView, signedIn } from './file-answers.ts';
import { sendStream } from './send-stream.ts';

/** The media type of an .xlsx. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Bodies are taken under types that no form of another site can send: a browser asks first, and is refused. */
const BODIES = [XLSX, 'application/octet-stream'];

const onlyWorkbooks = new EdgeError(
  415,
  'media-type-not-supported',
  `只导入 .xlsx 工作簿（可先下载 /files/projects.xlsx 作为样表；CSV 请另存为 .xlsx）：以 ${XLSX} 或 application/octet-stream 发送。`,
  `Only .xlsx workbooks are imported (/files/projects.xlsx is one to begin with; save CSV as .xlsx): send it as ${XLSX} or application/octet-stream.`,
);
const noBody = new EdgeError(400, 'body-missing', '请求体应为 .xlsx 文件的内容。', 'The body is the content of the .xlsx file.');

/** Downloads and uploads of the project register, with the caller's own credential: what GraphQL is not made for. */
@Injectable()
export class ProjectFilesServer implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(APPLICATION) private readonly application: Application,
    @Inject(RECOGNITION) private readonly recognition: Recognition,
    @Inject(RouteLimits) private readonly limits: RouteLimits,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.host.httpAdapter.getInstance<FastifyInstance>().register(async (scope) => {
      scope.setErrorHandler((error, request, reply) => answerEdgeError(error, request, reply, this.log, onlyWorkbooks));
      scope.addContentTypeParser(BODIES, { parseAs: 'buffer', bodyLimit: XLSX_LIMITS.bytes }, (_, body, done) => done(null, body));
      const ledger = this.limits.hooks({
        points: ROUTE_POINTS.ledger,
        caller: (request) => fileCaller(request, this.recognition),
        deadlines: LONG,
      });
      scope.get('/files/projects.xlsx', ledger, (request, reply) =>
        this.download(request, reply, '项目台账.xlsx', XLSX, (made) => made.xlsx()),
      );
      scope.get('/files/projects.jsonl', ledger, (request, reply) =>
        this.download(request, reply, 'projects.jsonl', 'application/jsonl; charset=utf-8', (made) => Readable.from(made.jsonLines())),
      );
      scope.post('/files/projects/import', ledger, (request, reply) => this.takeOver(request, reply));
    });
  }

  private mark(request: FastifyRequest) {
    return { requestId: request.id, at: this.recognition.clock.now() };
  }

  private async download(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    mediaType: string,
    streamOf: (made: ProjectExport) => Readable,
  ): Promise<FastifyReply> {
    const caller = signedIn(request);
    const input = exportInputOf(request.query as Query);
    if (!input.ok) return answerRefusal(reply, input.error);
    const made = await this.application.exportProjects(caller, input.value, this.mark(request));
    if (!made.ok) return answerRefusal(reply, made.error);
    return sendStream(request, asAttachment(reply, name, mediaType), streamOf(made.value), this.log);
  }

  private async takeOver(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const caller = signedIn(request);
    const { body: file } = request;
    if (!Buffer.isBuffer(file) || file.length === 0) throw noBody;
    const dryRun = dryRunOf(request.query as Query);
    if (!dryRun.ok) return answerRefusal(reply, dryRun.error);
    const report = await this.application.importProjects(caller, { file, dryRun: dryRun.value }, this.changeOf(request, caller, file));
    return report.ok ? reply.send(importView(report.value)) : answerRefusal(reply, report.error);
  }

  private changeOf(request: FastifyRequest, caller: Caller, file: Buffer) {
    const requestDigest = `import sha256:${createHash('sha256').update(file).digest('hex')}`;
    return {
      district: caller.district,
      actor: actorOf(caller),
      ...this.mark(request),
      idempotency: { key: idempotencyKey(request), requestDigest },
    };
  }
}
