import { describe, it } from '@jest/globals';
import { findGoTool, type GoTool } from '../deploy/go-tools.ts';
import {
  profiles,
  renderChart,
  renderWith,
  type Container,
  type KubernetesObject,
  type PodTemplate,
} from './render-chart.ts';

/** Describes what needs programs of `tools/deploy/go-tools.ts`; without them it is skipped, in CI it fails. */
export function describeWithTools(
  title: string,
  names: readonly GoTool[],
  body: (...programs: string[]) => void,
): void {
  const programs = names.map(findGoTool);
  const missing = names.filter((_, i) => programs[i] === undefined);
  if (missing.length === 0) return void describe(title, () => body(...(programs as string[])));
  const reason = `${missing.join(', ')} not installed (node tools/deploy/go-tools.ts)`;
  describe(title, () => {
    if (process.env['CI'] !== 'true') return void it.skip(`skipped: ${reason}`, () => undefined);
    it(`finds ${missing.join(', ')}`, () => {
      throw new Error(reason);
    });
  });
}

const profileFile = (profile: string): string => {
  const file = profiles.get(profile);
  if (file === undefined) throw new Error(`the chart has no profile ${profile}`);
  return file;
};

/** Renders profiles, each once. */
export function createRenderer(helm: string) {
  const rendered = new Map<string, { objects: KubernetesObject[]; text: string }>();
  const render = (profile: string): { objects: KubernetesObject[]; text: string } => {
    const known = rendered.get(profile);
    if (known !== undefined) return known;
    const rendering = renderChart(helm, [profileFile(profile)]);
    if (!rendering.ok) throw new Error(rendering.message);
    rendered.set(profile, rendering);
    return rendering;
  };
  return {
    objects: (profile: string): KubernetesObject[] => render(profile).objects,
    text: (profile: string): string => render(profile).text,
    /** Objects of a profile with further values. */
    with(profile: string, values: object): KubernetesObject[] {
      const rendering = renderWith(helm, profileFile(profile), values);
      if (!rendering.ok) throw new Error(rendering.message);
      return rendering.objects;
    },
    /** Why values are refused, or `accepted`. */
    refusal(profile: string, values: object): string {
      const rendering = renderWith(helm, profileFile(profile), values);
      return rendering.ok ? 'accepted' : rendering.message;
    },
  };
}

export const ofKind = (objects: readonly KubernetesObject[], kind: string): KubernetesObject[] =>
  objects.filter((object) => object.kind === kind);

/** The one object of a kind whose name ends like this. */
export function named(objects: readonly KubernetesObject[], kind: string, ending: string): KubernetesObject {
  const [found, ...others] = ofKind(objects, kind).filter(({ metadata }) => metadata.name.endsWith(ending));
  if (found === undefined || others.length > 0)
    throw new Error(`${others.length === 0 ? 'no' : 'more than one'} ${kind} ${ending}`);
  return found;
}

export const podOf = ({ spec }: KubernetesObject): PodTemplate | undefined =>
  spec?.jobTemplate?.spec.template ?? spec?.template;

/** Everything that makes pods, with the template of its pods. */
export const podsOf = (
  objects: readonly KubernetesObject[],
): { object: KubernetesObject; pod: PodTemplate }[] =>
  objects.flatMap((object) => {
    const pod = podOf(object);
    return pod === undefined ? [] : [{ object, pod }];
  });

export function containerOf(workload: KubernetesObject): Container {
  const container = podOf(workload)?.spec.containers[0];
  if (container === undefined) throw new Error(`${workload.metadata.name} has no container`);
  return container;
}
