// Runs tests/*.tftest.hcl and tells of each run: its name and what was wrong, or ''.

const messagesOf = (stdout) =>
  stdout.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });

const problemOf = ({ diagnostic: { summary, detail, range, snippet } }) =>
  [summary, detail, range && `${range.filename}:${range.start.line}`, snippet?.code].filter(Boolean).join('\n');

export async function runTests(work) {
  const { code, stdout, stderr } = await work.run(['test', '-json']);
  const messages = messagesOf(stdout);
  const runs = messages
    .filter(({ type, test_run: run }) => type === 'test_run' && run.status && run.progress !== 'starting')
    .map(({ test_run: { path, run, status } }) => {
      const name = `${path.replace(/^tests\/|\.tftest\.hcl$/g, '')}: ${run}`;
      const own = messages.filter(
        (each) => each['@level'] === 'error' && each['@testrun'] === run && each['@testfile'] === path,
      );
      return {
        name,
        problem:
          status === 'pass'
            ? ''
            : `${status}\n${own
                .filter((each) => each.diagnostic)
                .map(problemOf)
                .join('\n')}`,
      };
    });
  if (code !== 0 && runs.every(({ problem }) => problem === '')) {
    const errors = messages.filter(({ diagnostic }) => diagnostic?.severity === 'error').map(problemOf);
    throw new Error(`terraform test failed (${code}):\n${errors.join('\n')}${stderr}`);
  }
  return runs;
}
