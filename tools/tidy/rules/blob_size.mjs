export const kMaxFileBytes = 512 * 1024;

export default {
  name: 'blob_size',
  why: 'a clone stays small; data is downloaded or generated',
  check: (files) =>
    files
      .filter((file) => file.size > kMaxFileBytes)
      .map((file) => ({
        path: file.path,
        line: 1,
        message: `${Math.ceil(file.size / 1024)} KiB, ${kMaxFileBytes / 1024} at most: generate it or make it smaller`,
      })),
};
