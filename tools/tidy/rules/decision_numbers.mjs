const kFolder = 'docs/decisions/';

export default {
  name: 'decision_numbers',
  why: 'a decision is cited by its number, so numbers run 0001, 0002 … without gap or double',
  check(files) {
    const records = files.filter((file) => file.path.startsWith(kFolder) && !file.path.endsWith('/README.md'));
    return records.flatMap((file, index) => {
      const expected = String(index + 1).padStart(4, '0');
      const name = file.path.slice(kFolder.length);
      if (new RegExp(`^${expected}-[a-z0-9-]+\\.md$`).test(name)) return [];
      return [{ path: file.path, line: 1, message: `should be named ${expected}-title-in-lower-case.md` }];
    });
  },
};
