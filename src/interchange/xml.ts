import { SaxesParser } from 'saxes';
import { fail } from '../base/errors.ts';

/** XML of other editors: untrusted. Nothing is fetched and no entity is expanded; what is too deep or too much is refused. */

export type XmlNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Its own text, trimmed. */
  readonly text: string;
};

/** A timeline of five thousand clips has some 200 000 elements, nested about twenty deep. */
export const XML_LIMITS = { depth: 64, nodes: 400_000 } as const;

type Open = { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string };

/**
 * The root element. A document type without anything in it is let through, as every FCPXML has one; one that declares
 * entities is not. `format` is named in the failure. Throws `interchange.unreadable`.
 */
export function parseXml(text: string, format: string): XmlNode {
  const refuse = (why: string): never => {
    throw fail('interchange.unreadable', { format, why });
  };
  const parser = new SaxesParser({ fragment: false });
  const open: Open[] = [];
  let root: XmlNode | null = null;
  let nodes = 0;
  parser.on('error', (error) => refuse(error.message.slice(0, 200)));
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) refuse('it declares entities of its own');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= XML_LIMITS.depth) refuse('its elements are nested too deep');
    if (++nodes > XML_LIMITS.nodes) refuse('it has too many elements');
    open.push({ name, attributes: Object.assign(Object.create(null), attributes), children: [], text: '' });
  });
  const take = (more: string): void => {
    const last = open.at(-1);
    if (last !== undefined) last.text += more;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    const made = open.pop();
    if (made === undefined) return;
    const node = { ...made, text: made.text.trim() };
    const parent = open.at(-1);
    if (parent === undefined) root = node;
    else parent.children.push(node);
  });
  parser.write(text.replace(/^\uFEFF/, '').trimStart()).close();
  return root ?? refuse('it is empty');
}

/** The first child of that name. */
export const childOf = (node: XmlNode, name: string): XmlNode | null =>
  node.children.find((child) => child.name === name) ?? null;

/** The text at the end of a way down through first children; null where it breaks off. */
export function textAt(node: XmlNode, ...names: readonly string[]): string | null {
  let at: XmlNode | null = node;
  for (const name of names) at = at === null ? null : childOf(at, name);
  return at === null ? null : at.text;
}

/** All elements of that name below a node, in the order of the file. */
export function allOf(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);
}

type Value = string | number | null | undefined;

/** An element to be written; attributes that are null are left out. Children: elements or one text. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly children: readonly Element[] | string;
};

export const element = (
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  children: readonly Element[] | string = [],
): Element => ({ name, attributes, children });

/** An element with nothing but text in it. */
export const leaf = (name: string, text: string | number): Element => element(name, {}, String(text));

// What XML 1.0 has no way to write, not even as an entity.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};

const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"\n\t\r]/g, (char) => ENTITIES[char] ?? char);

/** A document with a declaration, and a document type when one is named. */
export function writeXml(root: Element, doctype: string | null = null): string {
  const type = doctype === null ? '' : `<!DOCTYPE ${doctype}>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${type}${written(root, '')}\n`;
}

function written({ name, attributes, children }: Element, indent: string): string {
  const pairs = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const tag = `${indent}<${name}${pairs.join('')}`;
  if (children.length === 0) return `${tag}/>`;
  if (typeof children === 'string') return `${tag}>${escaped(children)}</${name}>`;
  return `${tag}>\n${children.map((child) => written(child, `${indent}  `)).join('\n')}\n${indent}</${name}>`;
}
