import { fileURLToPath } from 'node:url';
import { serverBundle } from '../../.config/vite.server.mjs';

export default serverBundle({ home: fileURLToPath(new URL('.', import.meta.url)) });
