using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace RelayPlane.Admission;

/// <summary>The session, agent, client and tags that a call's own headers name. Values are cut to a length that a column can hold.</summary>
internal sealed record Attribution(string? Client, string? Agent, string? Session, string? Tags)
{
    private const int Longest = 200;
    private const string TagPrefix = "x-relayplane-tag-";

    /// <param name="userId">Anthropic's <c>metadata.user_id</c> and its kin; Claude Code writes <c>…_session_ID</c> or JSON with a <c>session_id</c> into it.</param>
    public static Attribution Of(IHeaderDictionary headers, string? clientName, string? userId) => new(
        clientName ?? Product(headers.UserAgent),
        First(headers, "x-relayplane-agent", "x-claude-code-agent-id", "x-agent-id", "originator"),
        First(headers, "x-relayplane-session", "x-claude-code-session-id", "session_id", "session-id", "conversation_id") ?? SessionIn(userId),
        TagsIn(headers));

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

    private static string? SessionIn(string? userId)
    {
        if (userId is null)
        {
            return null;
        }

        const string mark = "_session_";
        var at = userId.LastIndexOf(mark, StringComparison.Ordinal);
        if (at >= 0)
        {
            return userId.Length == at + mark.Length ? null : Cut(userId[(at + mark.Length)..]);
        }

        return userId.StartsWith('{') ? SessionInJson(userId) : null;
    }

    private static string? SessionInJson(string userId)
    {
        try
        {
            using var json = JsonDocument.Parse(userId);
            return json.RootElement.TryGetProperty("session_id", out var session) && session.ValueKind == JsonValueKind.String ? Cut(session.GetString()!) : null;
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it that is not Unicode.
            return null;
        }
    }

    private static string? TagsIn(IHeaderDictionary headers)
    {
        Dictionary<string, string>? tags = null;
        foreach (var (name, value) in headers)
        {
            if (name.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase))
            {
                (tags ??= [])[name[TagPrefix.Length..].ToLowerInvariant()] = Cut(value.ToString());
            }
        }

        return tags is null ? null : TagsJson.Write(tags);
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];
}
