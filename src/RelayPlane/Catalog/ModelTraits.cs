using System.Text.Json.Serialization;

namespace RelayPlane.Catalog;

/// <summary>
/// What a model at a provider takes, and how it wants it said: the rows of <c>traits.json</c> that match, one over the other, and the user's config over
/// them. A member that no row sets has the value here, which is what the newest family takes.
/// </summary>
internal sealed record ModelTraits
{
    public static ModelTraits Newest { get; } = new();

    /// <summary>The member that limits the output of a Chat Completions call: <c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string LimitField { get; init; } = "max_tokens";

    /// <summary>The most output that it makes, in tokens; null where unknown.</summary>
    public long? MaxOutput { get; init; }

    public bool Temperature { get; init; } = true;

    public bool TopP { get; init; } = true;

    /// <summary>Whether both may be given at once.</summary>
    public bool TemperatureWithTopP { get; init; } = true;

    /// <summary>Whether these are taken while the model thinks: older Claudes and GPT-5.1 to 5.4 refuse them then.</summary>
    public bool SamplingWithThinking { get; init; } = true;

    /// <summary>The highest temperature; a higher one is lowered to it.</summary>
    public double TemperatureMax { get; init; } = 2;

    public bool TopK { get; init; }

    public bool Seed { get; init; } = true;

    public bool Penalties { get; init; } = true;

    public bool Logprobs { get; init; } = true;

    public bool LogitBias { get; init; } = true;

    /// <summary>How many stop sequences; 0 for none.</summary>
    public int StopMax { get; init; } = 4;

    /// <summary><c>system</c> or <c>developer</c>: what instructions are called in Chat Completions.</summary>
    public string SystemRole { get; init; } = "system";

    /// <summary>Whether an Anthropic model takes system turns among the messages.</summary>
    public bool MidSystem { get; init; } = true;

    public ReasoningStyle Reasoning { get; init; } = ReasoningStyle.None;

    /// <summary>The efforts it knows, least first; others become the nearest.</summary>
    public IReadOnlyList<string> Efforts { get; init; } = [];

    /// <summary>Whether it can be told not to think.</summary>
    public bool ThinkingOff { get; init; } = true;

    /// <summary>The least budget of thought, in tokens.</summary>
    public long BudgetMin { get; init; } = 1024;

    /// <summary>Whether a call of a tool can be forced at all.</summary>
    public bool ForcedTools { get; init; } = true;

    /// <summary>Whether it can be forced while the model thinks.</summary>
    public bool ForcedToolsWithThinking { get; init; } = true;

    /// <summary>Whether parallel calls of tools can be switched off.</summary>
    public bool ParallelFlag { get; init; } = true;

    /// <summary>Whether <c>strict</c> of a tool is taken.</summary>
    public bool StrictTools { get; init; } = true;

    /// <summary>Whether it takes function tools only by Responses, where it has both.</summary>
    public bool ToolsByResponses { get; init; }

    public ToolIdRule ToolIds { get; init; } = ToolIdRule.Any;

    public bool Images { get; init; } = true;

    /// <summary>Whether an image may be an address.</summary>
    public bool ImageUrls { get; init; } = true;

    /// <summary>Whether a tool's result may hold images where the format has no usual place for them.</summary>
    public bool ImagesInTools { get; init; }

    public bool Documents { get; init; } = true;

    public bool Audio { get; init; } = true;

    /// <summary>Whether an answer can be held to a JSON schema.</summary>
    public bool JsonSchema { get; init; } = true;

    /// <summary>Whether an answer can be any JSON object.</summary>
    public bool JsonObject { get; init; } = true;

    /// <summary>Whether that goes together with tools.</summary>
    public bool JsonWithTools { get; init; } = true;

    /// <summary>Whether a Gemini model takes a whole JSON Schema (<c>parametersJsonSchema</c>), and not the OpenAPI subset only.</summary>
    public bool FullSchema { get; init; } = true;

    /// <summary>Whether a Gemini endpoint takes <c>id</c> in <c>functionCall</c> and <c>functionResponse</c>; Vertex does not.</summary>
    public bool FunctionIds { get; init; } = true;

    /// <summary>Whether a Gemini model refuses a function call without its thought signature.</summary>
    public bool NeedsSignature { get; init; }

    /// <summary>Where a Chat Completions message has what the model thought: <c>reasoning_content</c>, <c>reasoning</c>, or empty for nowhere.</summary>
    public string ReasoningField { get; init; } = string.Empty;

    public ReasoningReplay Replay { get; init; } = ReasoningReplay.Strip;

    public CacheMarks CacheMarks { get; init; } = CacheMarks.None;

    /// <summary>Whether <c>prompt_cache_key</c> is taken.</summary>
    public bool CacheKey { get; init; }

    /// <summary>The member for the end user's id: <c>safety_identifier</c>, <c>user</c>, or empty for none.</summary>
    public string EndUserField { get; init; } = "user";

    public bool ServiceTier { get; init; }

    public bool Metadata { get; init; }

    public bool Verbosity { get; init; }

    /// <summary>Whether members that it does not know are refused there: then what no row says is taken is left out aloud.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether its Chat Completions streams leave out what OpenAI's SDK cannot do without (an index, a type, a role), so that they are written again.</summary>
    public bool MendsReplies { get; init; }

    /// <summary>Top-level members that a Chat Completions call may not have here, and <c>messages.NAME</c> for those of a message; they are left out aloud.</summary>
    public IReadOnlyList<string> Refuses { get; init; } = [];
}

/// <summary>How a model is told to think.</summary>
internal enum ReasoningStyle
{
    /// <summary>It does not, or cannot be told.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary><c>reasoning_effort</c> (Chat), <c>reasoning.effort</c> (Responses).</summary>
    [JsonStringEnumMemberName("effort")]
    Effort,

    /// <summary>Anthropic's <c>thinking.budget_tokens</c>, Gemini's <c>thinkingBudget</c>.</summary>
    [JsonStringEnumMemberName("budget")]
    Budget,

    /// <summary>Gemini's <c>thinkingLevel</c>.</summary>
    [JsonStringEnumMemberName("level")]
    Level,

    /// <summary>Anthropic's <c>thinking.type: adaptive</c> with <c>output_config.effort</c>.</summary>
    [JsonStringEnumMemberName("adaptive")]
    Adaptive,

    /// <summary>DeepSeek's, Z.ai's and Moonshot's <c>thinking: {type: enabled | disabled}</c>.</summary>
    [JsonStringEnumMemberName("switch")]
    Switch,

    /// <summary>OpenRouter's <c>reasoning</c> object.</summary>
    [JsonStringEnumMemberName("object")]
    Object,
}

/// <summary>What becomes of earlier thoughts in a Chat Completions history.</summary>
internal enum ReasoningReplay
{
    /// <summary>They are left out: deepseek-reasoner refuses them, most ignore them.</summary>
    [JsonStringEnumMemberName("strip")]
    Strip,

    /// <summary>They are sent where they are known.</summary>
    [JsonStringEnumMemberName("keep")]
    Keep,

    /// <summary>Every assistant's message has them, empty where unknown (DeepSeek V4 while it thinks).</summary>
    [JsonStringEnumMemberName("require")]
    Require,
}

/// <summary>What the ids of tool calls must look like.</summary>
internal enum ToolIdRule
{
    [JsonStringEnumMemberName("any")]
    Any,

    /// <summary>Letters, digits, <c>_</c> and <c>-</c> (Anthropic).</summary>
    [JsonStringEnumMemberName("word")]
    Word,

    /// <summary>Exactly nine letters and digits (Mistral).</summary>
    [JsonStringEnumMemberName("nine")]
    Nine,

    /// <summary>At most 40 characters (OpenAI).</summary>
    [JsonStringEnumMemberName("forty")]
    Forty,
}

/// <summary>How a prompt's cacheable parts are marked.</summary>
internal enum CacheMarks
{
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Anthropic's, and OpenRouter's, <c>cache_control</c>.</summary>
    [JsonStringEnumMemberName("control")]
    Control,

    /// <summary>OpenAI's <c>prompt_cache_breakpoint</c> (GPT-5.6 and later).</summary>
    [JsonStringEnumMemberName("breakpoint")]
    Breakpoint,

    /// <summary>Bedrock's <c>cachePoint</c> blocks.</summary>
    [JsonStringEnumMemberName("point")]
    Point,
}
