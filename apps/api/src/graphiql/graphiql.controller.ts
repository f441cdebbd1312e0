import { Controller, Get, Inject, Param, Redirect, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EdgeError } from '../edge/edge-error.ts';
import { GRAPHIQL_FILES } from '../tokens.ts';
import type { PageFiles } from './graphiql-files.ts';

/**
 * Everything comes from this server. Styles are set by scripts (Monaco), icons and fonts are embedded as data, and Monaco wraps its workers in
 * blobs that import our own files.
 */
const PAGE_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const NOT_BUILT = new EdgeError(
  404,
  'page-not-built',
  '没有构建 GraphiQL 页面：请先运行 npm run build。',
  'The GraphiQL page is not built: run npm run build.',
);
const NO_SUCH_FILE = new EdgeError(404, 'not-found', '没有这个地址。', 'There is nothing at this address.');

/** GraphiQL at `/graphiql`, until the console stands at `/`. */
@Controller()
export class GraphiqlController {
  constructor(@Inject(GRAPHIQL_FILES) private readonly files: PageFiles) {}

  @Get()
  @Redirect('/graphiql/', 302)
  home(): void {}

  @Get('graphiql')
  page(@Res() reply: FastifyReply): void {
    this.send(reply, 'index.html');
  }

  @Get('graphiql/*')
  file(@Param('*') path: string, @Res() reply: FastifyReply): void {
    this.send(reply, path);
  }

  private send(reply: FastifyReply, name: string): void {
    if (this.files.size === 0) throw NOT_BUILT;
    const file = this.files.get(name === '' ? 'index.html' : name);
    if (file === undefined) throw NO_SUCH_FILE;
    void reply
      .headers({
        'content-type': file.type,
        'content-security-policy': PAGE_POLICY,
        'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
      .send(file.content);
  }
}
