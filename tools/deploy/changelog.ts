/** What changed since the release before, from the commits: node tools/deploy/changelog.ts v1.2.0 prints Markdown. */
import { execFileSync } from 'node:child_process';

const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** The tag before one, or undefined for the first. */
function tagBefore(tag: string): string | undefined {
  const tags = git('tag', '--list', 'v*', '--sort=-version:refname', '--merged', tag)
    .split('\n')
    .filter(Boolean);
  return tags[tags.indexOf(tag) + 1];
}

/** Commits are sentences that say why: the changelog is made of them, newest first. */
export const toChangelog = (tag: string, subjects: readonly string[]): string =>
  [`## ${tag}`, '', ...subjects.map((subject) => `- ${subject.replace(/([^.])$/, '$1.')}`), ''].join('\n');

if (import.meta.main) {
  const tag = process.argv[2] ?? 'HEAD';
  const before = tagBefore(tag);
  const subjects = git('log', '--no-merges', '--format=%s', before === undefined ? tag : `${before}..${tag}`);
  process.stdout.write(toChangelog(tag, subjects.split('\n')));
}
