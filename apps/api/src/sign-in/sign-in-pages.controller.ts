import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import css from './pages/page.css?raw';
import script from './pages/page.js?raw';
import setup from './pages/setup.html?raw';
import signIn from './pages/sign-in.html?raw';

/** Everything comes from this server, nothing is written into the page, and no form leaves it: the script sends what is typed. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/setup` uses one-time links, `/sign-in` signs in: two small pages for whoever has no console yet. */
@Controller()
export class SignInPagesController {
  @Get('sign-in')
  signIn(@Res() reply: FastifyReply): void {
    this.send(reply, 'text/html; charset=utf-8', signIn);
  }

  @Get('setup')
  setup(@Res() reply: FastifyReply): void {
    this.send(reply, 'text/html; charset=utf-8', setup);
  }

  @Get('sign-in/page.js')
  script(@Res() reply: FastifyReply): void {
    this.send(reply, 'text/javascript; charset=utf-8', script);
  }

  @Get('sign-in/page.css')
  style(@Res() reply: FastifyReply): void {
    this.send(reply, 'text/css; charset=utf-8', css);
  }

  private send(reply: FastifyReply, type: string, content: string): void {
    void reply.headers({ 'content-type': type, 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-cache' }).send(content);
  }
}
