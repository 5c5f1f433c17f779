using System.Text.Json;

namespace RelayPlane.Admission;

/// <summary>What a client's word for its end user tells: Claude Code writes its session into it, others a name.</summary>
/// <param name="Session">The session, the one above it where there is one.</param>
/// <param name="User">A name that is a plain one.</param>
internal readonly record struct UserId(string? Session, string? User)
{
    private const string Mark = "_session_";

    /// <param name="text"><c>user_…_session_ID</c>, JSON with a <c>session_id</c>, or anything.</param>
    public static UserId Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        if (text[0] == '{')
        {
            return new UserId(InJson(text, "parent_session_id") ?? InJson(text, "session_id"), null);
        }

        var at = text.LastIndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? new UserId(null, text)
            : text.Length == at + Mark.Length ? default
            : new UserId(text[(at + Mark.Length)..], null);
    }

    /// <summary>A member of a JSON object that a header or field holds as text; null for none.</summary>
    public static string? InJson(string text, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } found ? found : null;
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it that is not Unicode.
            return null;
        }
    }
}
