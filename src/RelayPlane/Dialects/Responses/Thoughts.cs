using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>
/// Reads a <c>reasoning</c> item. It is one thought however many parts it has (bug B33), and where it has both the thought itself and a summary of it,
/// the thought is read alone, so that nothing is said twice (bug B30).
/// </summary>
internal static class Thoughts
{
    public const string Between = "\n\n";

    public static ThinkingBlock Read(JsonElement item)
    {
        var whole = Join(item, "content");
        return new ThinkingBlock(whole.Length > 0 ? whole : Join(item, "summary"))
        {
            IsSummary = whole.Length == 0,
            ItemId = item.Text("id"),
            State = item.Text("encrypted_content") is { Length: > 0 } state && OpaqueState.Unwrap(WireFormat.Responses, state) is { Data.Length: > 0 } its ? its : null,
        };
    }

    private static string Join(JsonElement item, string member)
    {
        string? first = null;
        StringBuilder? all = null;
        foreach (var part in item.Items(member))
        {
            var text = part.Text("text") ?? string.Empty;
            if (first is null)
            {
                first = text;
            }
            else
            {
                (all ??= new StringBuilder(first)).Append(Between).Append(text);
            }
        }

        return all?.ToString() ?? first ?? string.Empty;
    }
}
