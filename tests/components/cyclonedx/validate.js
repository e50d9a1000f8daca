// Holds a document against CycloneDX 1.6's JSON schema, strictly: node validate.js FILE
import { readFileSync } from 'node:fs'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'

const mistakes = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(readFileSync(process.argv[2], 'utf8'))
if (mistakes !== null) {
  console.error(JSON.stringify(mistakes, null, 2))
  process.exit(1)
}
