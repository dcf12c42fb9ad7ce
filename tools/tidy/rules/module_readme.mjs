export default {
  name: 'module_readme',
  why: 'src/README.md is the map: one line a module',
  check(files) {
    const readme = files.find((file) => file.path === 'src/README.md')?.text ?? '';
    const modules = new Set(files.flatMap((file) => /^src\/([^/]+)\/.+\.[ch]pp$/.exec(file.path)?.[1] ?? []));
    return [...modules]
      .filter((module) => !readme.includes(`\`${module}/\``))
      .map((module) => ({ path: 'src/README.md', line: 1, message: `has no line for \`${module}/\`: add one` }));
  },
};
