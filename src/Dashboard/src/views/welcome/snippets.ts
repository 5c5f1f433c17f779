/** Some lines that point a client at the gateway. */
export interface Snippet {
  name: string;
  /** Where the lines go. */
  where: string;
  code: string;
}

/** A kind of client, and how each of its variants is connected. */
export interface Client {
  key: string;
  name: string;
  note: string;
  snippets: readonly Snippet[];
}

/** How every client is connected that people use, with the gateway's own address. */
export const clientsAt = (origin: string): readonly Client[] => [
  {
    key: 'claude-code',
    name: 'Claude Code',
    note: 'Your subscription or key is passed on to Anthropic as it is, and kept nowhere.',
    snippets: [
      { name: 'For this shell', where: 'Terminal', code: `export ANTHROPIC_BASE_URL=${origin}\nclaude` },
      { name: 'For good', where: '~/.claude/settings.json', code: `{\n  "env": { "ANTHROPIC_BASE_URL": "${origin}" }\n}` },
    ],
  },
  {
    key: 'anthropic',
    name: 'Anthropic SDK',
    note: 'The variable alone is enough; in code, the address stands without a path.',
    snippets: [
      { name: 'Any program', where: 'Environment', code: `export ANTHROPIC_BASE_URL=${origin}` },
      { name: 'Python', where: 'pip install anthropic', code: `from anthropic import Anthropic\n\nclient = Anthropic(base_url="${origin}")` },
      { name: 'TypeScript', where: 'npm install @anthropic-ai/sdk', code: `import Anthropic from '@anthropic-ai/sdk';\n\nconst client = new Anthropic({ baseURL: '${origin}' });` },
    ],
  },
  {
    key: 'openai',
    name: 'OpenAI SDK',
    note: 'The address ends in /v1. Chat completions, responses and embeddings work.',
    snippets: [
      { name: 'Any program', where: 'Environment', code: `export OPENAI_BASE_URL=${origin}/v1` },
      { name: 'Python', where: 'pip install openai', code: `from openai import OpenAI\n\nclient = OpenAI(base_url="${origin}/v1")` },
      { name: 'TypeScript', where: 'npm install openai', code: `import OpenAI from 'openai';\n\nconst client = new OpenAI({ baseURL: '${origin}/v1' });` },
    ],
  },
  {
    key: 'gemini',
    name: 'Gemini SDK',
    note: 'The address stands without a path; the SDK adds /v1beta.',
    snippets: [
      { name: 'Python', where: 'pip install google-genai', code: `from google import genai\nfrom google.genai import types\n\nclient = genai.Client(http_options=types.HttpOptions(base_url="${origin}"))` },
      { name: 'TypeScript', where: 'npm install @google/genai', code: `import { GoogleGenAI } from '@google/genai';\n\nconst client = new GoogleGenAI({\n  apiKey: process.env.GEMINI_API_KEY,\n  httpOptions: { baseUrl: '${origin}' },\n});` },
    ],
  },
  {
    key: 'codex',
    name: 'Codex',
    note: 'It speaks the Responses API, which the gateway translates for other providers.',
    snippets: [
      {
        name: 'For good',
        where: '~/.codex/config.toml',
        code: `model_provider = "relayplane"\n\n[model_providers.relayplane]\nname = "RelayPlane"\nbase_url = "${origin}/v1"\nwire_api = "responses"\nenv_key = "OPENAI_API_KEY"`,
      },
    ],
  },
  {
    key: 'curl',
    name: 'curl',
    note: 'Models named sandbox/… are answered by a simulator inside the gateway: no key is needed, and nothing leaves this machine.',
    snippets: [
      {
        name: 'Anthropic',
        where: 'Terminal',
        code: `curl -s ${origin}/v1/messages -H 'content-type: application/json' \\\n  -d '{"model": "sandbox/claude-sonnet-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hello"}]}'`,
      },
      {
        name: 'OpenAI',
        where: 'Terminal',
        code: `curl -s ${origin}/v1/chat/completions -H 'content-type: application/json' \\\n  -d '{"model": "sandbox/gpt-4o", "messages": [{"role": "user", "content": "Hello"}]}'`,
      },
    ],
  },
];
