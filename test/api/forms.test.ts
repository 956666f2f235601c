// Sentences about the content of a form, as a person reads them.
import { formErrors, splitErrors } from '../../src/api/forms';
import { titled } from '../../procedures/parts/fields';

const NAME = titled({ zh: '名称', en: 'Name' });

test.each([
  ['required', {}, undefined, '请填写“名称”。', 'Please fill in “Name”.'],
  ['type', { type: ['string', 'null'] }, 7, '“名称”应当是文字或空。', '“Name” should be text or empty.'],
  ['const', { const: true }, false, '请确认“名称”。', 'Please confirm: “Name”.'],
  ['another const', { const: 3 }, 4, '“名称”不在可选范围内。', '“Name” is not one of the choices.'],
  ['enum', { enum: ['a'] }, 'b', '“名称”不在可选范围内。', '“Name” is not one of the choices.'],
  ['nothing', { minLength: 1 }, '', '请填写“名称”。', 'Please fill in “Name”.'],
  ['minLength', { minLength: 2 }, 'a', '“名称”至少2个字。', '“Name” needs at least 2 characters.'],
  ['maxLength', { maxLength: 1 }, 'ab', '“名称”不能超过1个字。', '“Name” may have 1 characters at most.'],
  ['minimum', { minimum: 2 }, 1, '“名称”不能小于2。', '“Name” may not be less than 2.'],
  ['exclusiveMinimum', { exclusiveMinimum: 2 }, 2, '“名称”应当大于2。', '“Name” should be more than 2.'],
  ['maximum', { maximum: 2 }, 3, '“名称”不能大于2。', '“Name” may not be more than 2.'],
  ['exclusiveMaximum', { exclusiveMaximum: 2 }, 2, '“名称”应当小于2。', '“Name” should be less than 2.'],
  ['minItems', { minItems: 1 }, [], '“名称”至少填写1项。', '“Name”: give at least 1.'],
  ['maxItems', { maxItems: 1 }, [1, 2], '“名称”不能超过1项。', '“Name”: give 1 at most.'],
  [
    'format',
    { format: 'date' },
    '2.3.',
    '“名称”应当是日期（如 2026-03-02）。',
    '“Name” should be a day (for instance 2026-03-02).',
  ],
  ['pattern', { pattern: '^x$' }, 'y', '“名称”的格式不正确。', '“Name” is not in the right form.'],
])('%s', (_, rule, value, zh, en) => {
  const schema = { type: 'object', properties: { name: { ...NAME, ...rule } }, required: ['name'] };
  const data = value === undefined ? {} : { name: value };
  expect(formErrors(schema, data)).toEqual([{ path: '/name', message: { zh, en } }]);
});

test('a field of a row is called by its own title', () => {
  const row = { type: 'object', properties: { name: NAME }, required: ['name'] };
  const schema = {
    type: 'object',
    properties: { parties: { ...titled({ zh: '当事人', en: 'Parties' }), items: row } },
  };
  expect(formErrors(schema, { parties: [{}] })).toEqual([
    { path: '/parties/0/name', message: { zh: '请填写“名称”。', en: 'Please fill in “Name”.' } },
  ]);
});

test('what no form names is called as it was sent, and a form by itself', () => {
  expect(splitErrors([{ type: 'object', properties: {} }], { colour: 'red' })).toEqual([
    { path: '/colour', message: { zh: '表单中没有“colour”这一项。', en: 'The form has no field “colour”.' } },
  ]);
  expect(formErrors({ type: 'object' }, [])).toEqual([
    { path: '/', message: { zh: '“表单”应当是一组字段。', en: '“The form” should be a group of fields.' } },
  ]);
});
