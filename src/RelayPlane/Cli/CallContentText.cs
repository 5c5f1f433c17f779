using RelayPlane.Dashboard.Content;
using RelayPlane.Hosting;
using RelayPlane.Ledger.Content;

namespace RelayPlane.Cli;

/// <summary>What was sent and answered in a call, for a person at a terminal.</summary>
internal static class CallContentText
{
    public static IEnumerable<string> Of(ContentAnswer content) =>
    [
        .. Part("Sent", content.RequestHeaders, content.Request, content.RequestCut),
        "",
        .. Part("Answered", content.ReplyHeaders, content.Reply, content.ReplyCut),
    ];

    private static IEnumerable<string> Part(string title, IReadOnlyList<KeptHeader> headers, string? body, bool cut)
    {
        yield return title;
        foreach (var header in headers)
        {
            yield return HarmlessText.Of($"  {header.Name}: {header.Value}");
        }

        if (body is null)
        {
            yield return "  (no body)";
            yield break;
        }

        yield return "";
        foreach (var line in body.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            yield return HarmlessText.Of(line.Replace("\t", "    ", StringComparison.Ordinal));
        }

        if (cut)
        {
            yield return "(what came after this was not kept)";
        }
    }
}
