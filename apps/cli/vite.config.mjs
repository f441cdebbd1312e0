import { fileURLToPath } from 'node:url';
import { serverBundle } from '../../.config/vite.server.mjs';

export default serverBundle({
  home: fileURLToPath(new URL('.', import.meta.url)),
  bundle: ['ajv', 'ajv-i18n', 'canonicalize', '@noble/hashes', 'json-logic-js', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse'],
});
