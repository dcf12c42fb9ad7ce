// Runs a canary's file as the runtime would: `require` gives the stand-ins, the environment is what it is handed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { localSynthetics } from './synthetics.mjs';

const canaryFile = fileURLToPath(new URL('../index.js', import.meta.url));

function loadWith(modules, environment, file) {
  const real = createRequire(file);
  const module = { exports: {} };
  const body = new Function('require', 'module', 'exports', 'process', readFileSync(file, 'utf8'));
  const require = (name) => modules[name] ?? real(name);
  body(require, module, module.exports, { ...process, env: environment });
  return module.exports;
}

/** The steps that ran, and why the canary failed, if it did. */
export async function runCanary(environment, { file = canaryFile, say = () => {} } = {}) {
  const { modules, steps, close } = localSynthetics(say);
  try {
    await loadWith(modules, environment, file).handler();
    return { passed: true, steps };
  } catch (error) {
    return { passed: false, steps, reason: error.message };
  } finally {
    await close();
  }
}
