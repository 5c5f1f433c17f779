/** The made-up config file: with comments, a masked secret, and hostile names. */
export const configText = `{
  // One gateway for the team. Ask Mira before raising the budget.
  "$schema": "./config.schema.json",
  "server": { "port": 4100 },
  "clients": [
    { "name": "laptop", "key": "••••" }
  ],
  "providers": {
    "anthropic": {
      "accounts": [
        { "label": "team-a", "apiKey": "env:ANTHROPIC_API_KEY" },
        { "label": "team-b", "apiKey": "••••" } // rotates in May
      ],
      "rateLimit": { "rpm": 4000 }
    },
    "my-vllm": { "baseUrl": "http://localhost:8000/v1", "apis": ["openai"] }
  },
  "budget": {
    "dailyUsd": 20, // raised for the release
    "monthlyUsd": 300,
    "sessionCapUsd": 2.5,
    "dailyTokens": 40000000,
    "alertThresholds": [50, 80, 95],
    "timeZone": "Europe/Berlin",
    "agents": {
      "nightly-*": { "dailyUsd": 1, "onBreach": "downgrade", "downgradeTo": "claude-haiku-4-5" },
      "<img src=x onerror=alert(1)>": { "dailyUsd": 0.5 }
    }
  },
  "limits": { "maxInputTokens": 180000, "maxCostUsd": 1 },
  "routes": {
    "claude": { "match": { "model": "claude-*" }, "fallback": ["openai/gpt-4o", "google/gemini-2.5-flash"] },
    "long": { "match": { "model": ["gpt-*", "o3*"], "inputTokens": "> 100000" }, "model": "google/gemini-2.5-pro" },
    "nightly": { "match": { "agent": "nightly-*" }, "model": { "provider": "anthropic", "model": "claude-haiku-4-5" }, "limits": { "maxOutputTokens": 4000, "action": "clamp" } }
  },
  "aliases": {
    "mine": "anthropic/claude-sonnet-4-5",
    "<img src=x onerror=alert(1)>": "gpt-4o",
    "a-name-that-somebody-thought-would-say-everything-there-is-to-say-about-the-model-behind-it": "accounts/fireworks/models/llama-v3p3-70b-instruct-turbo-with-a-very-long-name-indeed"
  },
  "modelOverrides": { "gpt-4": "openai/gpt-4o" },
  "routing": {
    "mode": "complexity",
    "lambda": 0.3, // tuned in October
    "complexity": { "simple": "claude-haiku-4-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" }
  },
  "downgrade": { "enabled": true, "thresholdPercent": 85, "mapping": { "claude-opus-4-5": "claude-sonnet-4-5" } },
  "cache": { "enabled": true },
  "telemetry_enabled": false,
}
`;
