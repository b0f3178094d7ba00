import { PermanentError } from '@convoscope/contracts';
import type { DetectorDocument, DetectorVersion } from '@convoscope/store';

/** Versions and promotions that are kept of a detector. */
const MOST_VERSIONS = 100;

export const noSuchDetector = (name: string): PermanentError =>
  new PermanentError(`there is no detector "${name}"`, { code: 'DETECTOR_UNKNOWN' });

/** What answers or may answer. */
export const standingVersions = ({ versions }: DetectorDocument): DetectorVersion[] =>
  versions.filter(({ isDeleted }) => !isDeleted);

/** That version, or the live one. Throws PermanentError `DETECTOR_UNKNOWN` or `DETECTOR_VERSION_UNKNOWN`. */
export function versionOf(
  detector: DetectorDocument | null,
  name: string,
  version: number | null,
): DetectorVersion {
  if (detector === null) throw noSuchDetector(name);
  const wanted = version ?? detector.live;
  const found = standingVersions(detector).find((one) => one.version === wanted);
  if (found !== undefined) return found;
  const there = standingVersions(detector).map((one) => one.version);
  const list = there.length === 0 ? 'it has none' : `there are ${there.join(', ')}`;
  throw new PermanentError(
    wanted === null
      ? `detector "${name}" has no live version: promote one (${list})`
      : `detector "${name}" has no version ${wanted}: ${list}`,
    { code: 'DETECTOR_VERSION_UNKNOWN' },
  );
}

const candidate = (
  tenant: string,
  name: string,
): Omit<DetectorDocument, 'revision' | 'versions' | 'lastVersion'> => ({
  ...{ tenant, name, live: null, promotions: [] },
});

/** Whether a version that was just trained becomes the live one by itself. */
function isPromoted({ training, heldBack }: DetectorVersion, live: DetectorVersion | undefined): boolean {
  if (training.promote === 'always') return true;
  if (training.promote === 'never') return false;
  if (live === undefined) return true;
  const [own, others] = [heldBack?.['averagePrecision'], live.heldBack?.['averagePrecision']];
  return training.promote === 'if-not-worse' && own !== undefined && others !== undefined && own >= others;
}

/** The detector with one more version; undefined where its job has made one already. */
export function withVersion(
  before: DetectorDocument | null,
  tenant: string,
  name: string,
  made: Omit<DetectorVersion, 'version' | 'parent' | 'isArchived' | 'isDeleted'>,
): DetectorDocument | undefined {
  if (before?.versions.some(({ jobId }) => jobId === made.jobId)) return undefined;
  if ((before?.versions.length ?? 0) >= MOST_VERSIONS)
    throw new PermanentError(`detector "${name}" has ${MOST_VERSIONS} versions: delete some first`, {
      code: 'DETECTOR_FULL',
    });
  const number = (before?.lastVersion ?? 0) + 1;
  const parent = before?.live ?? null;
  const version = { ...made, version: number, parent, isArchived: false, isDeleted: false };
  const next: DetectorDocument = {
    ...(before ?? candidate(tenant, name)),
    revision: (before?.revision ?? 0) + 1,
    lastVersion: number,
    versions: [...(before?.versions ?? []), version],
  };
  const live = before?.versions.find((one) => one.version === before.live);
  return isPromoted(version, live) ? withLive(next, number, made.trainedAt, made.trainedBy) : next;
}

const withLive = (detector: DetectorDocument, version: number, at: string, by: string): DetectorDocument => ({
  ...detector,
  live: version,
  promotions: [...detector.promotions, { version, at, by }].slice(-MOST_VERSIONS),
  versions: detector.versions.map((one) => (one.version === version ? { ...one, isArchived: false } : one)),
});

/** The detector with that version live; undefined where it is. */
export function promoted(
  before: DetectorDocument | null,
  name: string,
  version: number | null,
  { at, by }: { at: string; by: string },
): DetectorDocument | undefined {
  const newest = before && standingVersions(before).at(-1)?.version;
  const found = versionOf(before, name, version ?? newest ?? null);
  if (before === null || before.live === found.version) return undefined;
  return withLive({ ...before, revision: before.revision + 1 }, found.version, at, by);
}

/** The version that was live before the one that is, and still stands. */
export function formerlyLive(detector: DetectorDocument | null, name: string): number {
  if (detector === null) throw noSuchDetector(name);
  const standing = new Set(standingVersions(detector).map(({ version }) => version));
  const former = detector.promotions.findLast(
    ({ version }) => version !== detector.live && standing.has(version),
  );
  if (former !== undefined) return former.version;
  throw new PermanentError(`detector "${name}" has had no other live version to go back to`, {
    code: 'DETECTOR_NO_FORMER',
  });
}

function refuseLive(detector: DetectorDocument, version: number, verb: string): void {
  if (detector.live !== version) return;
  throw new PermanentError(
    `version ${version} of "${detector.name}" is live: promote another one before it is ${verb}`,
    { code: 'DETECTOR_IS_LIVE' },
  );
}

/** The detector with a version set aside: it answers only where it is named. */
export function archived(
  before: DetectorDocument | null,
  name: string,
  version: number,
): DetectorDocument | undefined {
  const found = versionOf(before, name, version);
  if (before === null || found.isArchived) return undefined;
  refuseLive(before, version, 'archived');
  const versions = before.versions.map((one) =>
    one.version === version ? { ...one, isArchived: true } : one,
  );
  return { ...before, revision: before.revision + 1, versions };
}

/** The detector with a version, or all of it (null), marked as going. */
export function marked(before: DetectorDocument, version: number | null): DetectorDocument {
  if (version !== null) refuseLive(before, version, 'deleted');
  return {
    ...before,
    revision: before.revision + 1,
    live: version === null ? null : before.live,
    versions: before.versions.map((one) =>
      version === null || one.version === version ? { ...one, isDeleted: true } : one,
    ),
  };
}

export type Stage = 'live' | 'archived' | 'candidate';

export const stageOf = ({ live }: DetectorDocument, { version, isArchived }: DetectorVersion): Stage =>
  version === live ? 'live' : isArchived ? 'archived' : 'candidate';
