using Microsoft.Extensions.Primitives;

namespace RelayPlane.Admission;

/// <summary>The session, agent, client and tags of a call, from what its client sends anyway. Values are cut to a length that a column can hold.</summary>
internal sealed record Attribution(string? Client, string? Agent, string? Session, string? Tags)
{
    private const int Longest = 200;
    private const string TagPrefix = "x-relayplane-tag-";
    private const string UserTag = "user";

    /// <summary>The agent that called this one, where it is a sub-agent: Claude Code and Codex both tell.</summary>
    public string? ParentAgent { get; init; }

    /// <summary>Whether the agent is told by its system prompt only (<see cref="AgentPrint"/>), which several at once may share.</summary>
    public bool IsGuess { get; init; }

    /// <param name="userId">Anthropic's <c>metadata.user_id</c> and its kin.</param>
    /// <param name="cacheKey">OpenAI's <c>prompt_cache_key</c>; Codex makes it its conversation's id.</param>
    public static Attribution Of(IHeaderDictionary headers, string? clientName, string? userId, string? cacheKey = null)
    {
        var user = UserId.Read(userId);
        var (agent, parent) = AgentIn(headers);
        return new Attribution(
            clientName ?? Product(headers.UserAgent),
            agent,
            First(headers, "x-relayplane-session", "x-claude-code-session-id") ?? CodexSession(headers)
                ?? First(headers, "conversation_id", "x-session-id", "x-session-affinity", "x-opencode-session") ?? Cut(user.Session)
                ?? (Guid.TryParse(cacheKey, out _) ? cacheKey : null),
            TagsIn(headers, user.User))
        {
            ParentAgent = parent,
        };
    }

    /// <summary>The same under the names that the user gave; an agent that does not name itself is known by its prompt.</summary>
    public Attribution Named(string? print, AgentNames names) => this with
    {
        Agent = (Agent ?? print) is { } agent ? names.Of(agent) : null,
        ParentAgent = ParentAgent is { } parent ? names.Of(parent) : null,
        IsGuess = Agent is null && print is not null,
    };

    /// <summary>Codex sub-agents share their originator, and are told apart by their work (<c>review</c>, <c>compact</c>, <c>collab_spawn</c>).</summary>
    private static (string? Agent, string? Parent) AgentIn(IHeaderDictionary headers)
    {
        var named = First(headers, "x-relayplane-agent", "x-claude-code-agent-id", "x-agent-id");
        var origin = First(headers, "originator");
        return named is not null ? (named, First(headers, "x-claude-code-parent-agent-id"))
            : origin is not null && First(headers, "x-openai-subagent") is { } work ? (Cut($"{origin}/{work}"), origin)
            : (origin, null);
    }

    /// <summary>A sub-agent's thread counts under the session that began it.</summary>
    private static string? CodexSession(IHeaderDictionary headers)
    {
        var session = First(headers, "session_id", "session-id");
        var thread = First(headers, "thread-id", "thread_id");
        return First(headers, "x-codex-parent-thread-id") is { } parent && (session is null || session == thread) ? parent
            : session ?? thread ?? (headers.TryGetValue("x-codex-turn-metadata", out var turn) ? Cut(UserId.InJson(turn.ToString(), "session_id")) : null);
    }

    private static string? First(IHeaderDictionary headers, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (headers.TryGetValue(name, out var value) && !StringValues.IsNullOrEmpty(value))
            {
                return Cut(value.ToString());
            }
        }

        return null;
    }

    /// <summary>The user agent's first product: <c>claude-cli/2.1.0 (external, cli)</c> → <c>claude-cli</c>.</summary>
    private static string? Product(StringValues userAgent)
    {
        var text = userAgent.ToString();
        var end = text.AsSpan().IndexOfAny('/', ' ');
        return text.Length == 0 ? null : Cut(end > 0 ? text[..end] : text);
    }

    /// <param name="user">The end user whom the body names, unless a header does.</param>
    private static string? TagsIn(IHeaderDictionary headers, string? user)
    {
        Dictionary<string, string>? tags = null;
        foreach (var (name, value) in headers)
        {
            if (name.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase))
            {
                (tags ??= [])[name[TagPrefix.Length..].ToLowerInvariant()] = Cut(value.ToString());
            }
        }

        if (user is not null)
        {
            (tags ??= []).TryAdd(UserTag, Cut(user));
        }

        return tags is null ? null : TagsJson.Write(tags);
    }

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text) => text is null || text.Length <= Longest ? text : text[..Longest];
}
