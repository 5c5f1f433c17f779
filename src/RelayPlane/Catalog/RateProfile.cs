using System.Text.Json.Serialization;

namespace RelayPlane.Catalog;

/// <summary>
/// What one provider limits, what counts against it, and how its replies say so: a row of <c>profiles.json</c>. The same header name has
/// another unit at another provider, so headers are read by profile, never by name alone.
/// </summary>
/// <param name="Name">The name in <c>providers.NAME.profile</c>; usually the provider's own.</param>
/// <param name="CachedInputCounts">Whether input read from the prompt cache counts against the input limit.</param>
/// <param name="Output">How output counts.</param>
/// <param name="OutputWeight">How many tokens of the limit one reserved output token takes (Bedrock's burndown).</param>
/// <param name="RejectedCosts">Whether a call that was refused takes a request of the limit all the same.</param>
/// <param name="AssumedMaxOutput">What a call without an output limit of its own is taken to reserve.</param>
/// <param name="RequestBurstSeconds">How many seconds of requests may go at once before headers or refusals teach better.</param>
/// <param name="ColdStart">How many calls may be under way before any limit is known; 0 for a server that has none.</param>
/// <param name="Headers">Where the limits stand in replies; none for a provider that says nothing.</param>
/// <param name="Classes">Limits that several models share: class → the beginnings of the models' names. Others are a class of their own.</param>
/// <param name="QuotaReset">When a daily quota comes back.</param>
internal sealed record RateProfile(
    string Name,
    bool CachedInputCounts = true,
    OutputCounting Output = OutputCounting.None,
    double OutputWeight = 1,
    bool RejectedCosts = false,
    int AssumedMaxOutput = 1024,
    double RequestBurstSeconds = 60,
    int ColdStart = 8,
    IReadOnlyList<LimitHeader>? Headers = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Classes = null,
    QuotaReset QuotaReset = QuotaReset.Unknown)
{
    public IReadOnlyList<LimitHeader> Headers { get; init; } = Headers ?? [];

    /// <summary>The class whose limits a model shares: a row of <see cref="Classes"/>, else the model without the date of its snapshot.</summary>
    public string ClassOf(string model)
    {
        foreach (var (name, beginnings) in Classes ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            foreach (var beginning in beginnings)
            {
                if (model.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && (model.Length == beginning.Length || !char.IsAsciiDigit(model[beginning.Length])))
                {
                    return name;
                }
            }
        }

        return ModelDate.Without(model);
    }
}

/// <summary>The headers that report one limit.</summary>
/// <param name="Limit">Which limit; <see cref="LimitKind.DailyRequests"/> is kept apart from those per minute.</param>
/// <param name="LimitName">The header with the limit itself.</param>
/// <param name="RemainingName">The header with what is left of it.</param>
/// <param name="ResetName">The header that says when it is full again.</param>
/// <param name="Reset">The format of the latter.</param>
/// <param name="RoundedTo">What the remaining figure is rounded to, in tokens; 1 for exact.</param>
/// <param name="PerSecond">Whether the figures are per second, where the limit is enforced per minute.</param>
internal sealed record LimitHeader(
    LimitKind Limit, string LimitName, string RemainingName, string? ResetName = null, ResetFormat Reset = ResetFormat.None, int RoundedTo = 1, bool PerSecond = false);

/// <summary>What a limit counts.</summary>
internal enum LimitKind
{
    /// <summary>Requests per minute.</summary>
    [JsonStringEnumMemberName("requests")]
    Requests,

    /// <summary>Input tokens per minute; where input and output share one limit, both.</summary>
    [JsonStringEnumMemberName("inputTokens")]
    InputTokens,

    /// <summary>Output tokens per minute.</summary>
    [JsonStringEnumMemberName("outputTokens")]
    OutputTokens,

    /// <summary>Requests per day (Groq's <c>x-ratelimit-*-requests</c>).</summary>
    [JsonStringEnumMemberName("dailyRequests")]
    DailyRequests,
}

/// <summary>How output tokens count against a limit.</summary>
internal enum OutputCounting
{
    /// <summary>They do not.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>As they are made, against a limit of their own (Anthropic).</summary>
    [JsonStringEnumMemberName("live")]
    Live,

    /// <summary>The client's output limit is taken from the input limit at admission (OpenAI, Azure, Bedrock).</summary>
    [JsonStringEnumMemberName("reserved")]
    Reserved,
}

/// <summary>How a header tells when a limit is full again.</summary>
internal enum ResetFormat
{
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>A point in time, RFC 3339 (Anthropic).</summary>
    [JsonStringEnumMemberName("rfc3339")]
    Rfc3339,

    /// <summary>A Go duration: <c>6m0s</c>, <c>12ms</c> (OpenAI, Groq).</summary>
    [JsonStringEnumMemberName("goDuration")]
    GoDuration,

    /// <summary>Seconds from now (Azure).</summary>
    [JsonStringEnumMemberName("seconds")]
    Seconds,

    /// <summary>Milliseconds since 1970 (OpenRouter).</summary>
    [JsonStringEnumMemberName("epochMilliseconds")]
    EpochMilliseconds,

    /// <summary>Seconds since 1970.</summary>
    [JsonStringEnumMemberName("epochSeconds")]
    EpochSeconds,

    /// <summary>Any of these, told apart by how it looks; for providers that nobody knows.</summary>
    [JsonStringEnumMemberName("any")]
    Any,
}

/// <summary>When a daily quota comes back.</summary>
internal enum QuotaReset
{
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>Midnight, UTC.</summary>
    [JsonStringEnumMemberName("utcDay")]
    UtcDay,

    /// <summary>Midnight in California (Gemini).</summary>
    [JsonStringEnumMemberName("pacificDay")]
    PacificDay,
}
