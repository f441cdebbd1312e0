import { SCHEMA_SDL } from '@guicheng/graphql-api';
import { Controller, Get, Header } from '@nestjs/common';

/** The schema's text for everybody, as the repository has it: for generators of clients and editors. */
@Controller('schema.graphql')
export class SchemaController {
  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  text(): string {
    return SCHEMA_SDL;
  }
}
