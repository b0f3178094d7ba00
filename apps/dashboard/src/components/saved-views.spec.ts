import { describe, expect, it } from '@jest/globals';
import { parseViews, searchOfView, withoutView, withView } from './saved-views.ts';

describe('views that a person saved', () => {
  it('are read as they were written, and nothing else is', () => {
    const views = withView([], ' Angry about billing ', 'sentiment=negative&topic=billing');
    expect(views).toEqual([{ name: 'Angry about billing', search: 'sentiment=negative&topic=billing' }]);
    expect(parseViews(JSON.stringify(views))).toEqual(views);
    for (const text of [null, '', '{', '{}', '[1,null,{"name":1,"search":""}]', '"x"'])
      expect(parseViews(text)).toEqual([]);
  });

  it('have names of their own: the newer of two stands', () =>
    expect(withView(withView(withView([], 'a', 'x=1'), 'b', ''), 'a', 'x=2')).toEqual([
      { name: 'b', search: '' },
      { name: 'a', search: 'x=2' },
    ]));

  it('need a name, can be removed, and are no more than a page can show', () => {
    expect(withView([], '  ', 'x=1')).toEqual([]);
    expect(withoutView([{ name: 'a', search: '' }], 'a')).toEqual([]);
    const many = Array.from({ length: 40 }, (_, n) => n).reduce(
      (views, n) => withView(views, `view ${n}`, ''),
      withView([], 'first', ''),
    );
    expect(many).toHaveLength(30);
    expect(many.at(-1)?.name).toBe('view 39');
  });

  it('are of what is shown, not of where one is in it', () =>
    expect(searchOfView('?topic=billing&cursor=abc&lang=de&last=7d')).toBe('last=7d&topic=billing'));
});
