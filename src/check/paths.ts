// The little that linking needs to know of paths and URIs, without a platform.

/** Folder of a path with `/` or `\` between its parts, without the last separator; `''` for a bare name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, lastSeparator(path)));
}

/** File name with its ending. */
export function fileName(path: string): string {
  return path.slice(lastSeparator(path) + 1);
}

/** File name without its last ending: `visit.837` → `visit`. */
export function baseName(path: string): string {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

function lastSeparator(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}
