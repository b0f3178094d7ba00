import { gallery, galleryTemplate, parseTemplate, titleOf } from '@convoscope/reports';
import { ConfigError } from '@convoscope/contracts';
import type { Command } from 'commander';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';
import { readPlan, toMinute } from './read-plan.ts';
import { openReportPlans } from './report-plan-client.ts';

/** What a report is made of: the gallery, and what people write. */
export function addReportTemplates(report: Command, run: RunCommand): void {
  const templates = report
    .command('templates')
    .description('what a report is made of: the gallery, and what people write');
  addList(templates, run);
  addShow(templates, run);
  addValidate(templates, run);
  addAdd(templates, run);
  templates
    .command('remove')
    .description('remove a template; reports by it stay')
    .argument('<name>')
    .action((name: string) =>
      run(async (context) => {
        await (await openReportPlans(context)).act('template', name, 'remove');
        context.stdout.write(`${name} is taken out by reporting\n`);
      }),
    );
}

function addList(templates: Command, run: RunCommand): void {
  templates
    .command('list', { isDefault: true })
    .description('the gallery, and templates that people wrote')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const own = (await store.reportPlans.findAll(tenant, 'template')).flatMap(
          ({ definition, version, savedAt, savedBy }) =>
            definition === null ? [] : [{ template: parseTemplate(definition), version, savedAt, savedBy }],
        );
        const all = [
          ...gallery.map(({ template }) => ({ template, version: null, savedAt: null, savedBy: null })),
          ...own,
        ];
        if (json) return printJson(context.stdout, all);
        printTable(
          context.stdout,
          ['template', 'version', 'period', 'title', 'sections', 'saved'],
          all.map(({ template, version, savedAt, savedBy }) => [
            ...[template.name, version ?? 'gallery', template.period, titleOf(template, template.language)],
            ...[template.sections.join(' '), savedAt === null ? '' : `${toMinute(savedAt)} by ${savedBy}`],
          ]),
        );
      }),
    );
}

function addShow(templates: Command, run: RunCommand): void {
  templates
    .command('show')
    .description('one template as YAML, to be changed and added under a name of your own')
    .argument('<name>')
    .action((name: string) =>
      run(async (context) => {
        const ofGallery = galleryTemplate(name);
        if (ofGallery !== undefined) return void context.stdout.write(ofGallery.yaml);
        const { store, tenant } = await context.openStorage();
        const found = await store.reportPlans.findByName(tenant, 'template', name);
        if (found === null) throw new Error(`there is no template ${name}`);
        if (found.definition === null)
          throw new Error(`the template ${name} was removed on ${toMinute(found.savedAt)}`);
        context.stdout.write(found.definition);
      }),
    );
}

function addValidate(templates: Command, run: RunCommand): void {
  templates
    .command('validate')
    .description('what is wrong with the template of a file; saves nothing')
    .argument('<file>')
    .action((file: string) =>
      run(async ({ stdout }) => {
        const { plan } = await readPlan(file, parseTemplate);
        stdout.write(`${file}: the template ${plan.name} is valid (${plan.sections.join(', ')})\n`);
      }),
    );
}

function addAdd(templates: Command, run: RunCommand): void {
  templates
    .command('add')
    .description('save the template of a file; one of a known name becomes its next version')
    .argument('<file>')
    .action((file: string) =>
      run(async (context) => {
        const { plan, yaml } = await readPlan(file, parseTemplate);
        if (galleryTemplate(plan.name) !== undefined)
          throw new ConfigError([
            `${file}: the gallery has a template ${plan.name}: give yours another name`,
          ]);
        await (await openReportPlans(context)).save('template', plan.name, yaml);
        context.stdout.write(`${plan.name} sent: reporting keeps it\n`);
      }),
    );
}
