using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>What is said of a call in a few words, alike in each verb that shows calls.</summary>
internal static class CallWords
{
    /// <summary>Enough of an id to find the call by: the time in milliseconds, with which ids begin.</summary>
    private const int ShortId = 12;

    private const int ShortSession = 8;

    public static string Id(string id) => Clean(id.Length > ShortId ? id[..ShortId] : id);

    /// <summary>Who called, and in which session: <c>claude-code/3f2a91c0</c>.</summary>
    public static string Who(CallEntry call)
    {
        var name = call.Agent ?? call.Client ?? "";
        var session = call.Session is { } id ? id[..Math.Min(ShortSession, id.Length)] : null;
        return (name, session) switch
        {
            ("", null) => "–",
            ("", _) => Clean(session!),
            (_, null) => Clean(name),
            _ => $"{Clean(name)}/{Clean(session)}",
        };
    }

    /// <summary>The model that was asked for and, where it is another, the one whose answer was given.</summary>
    public static string Model(CallEntry call)
    {
        var served = call.Given is { Model.Length: > 0 } given ? given.Model : null;
        return (call.ModelRequested, served) switch
        {
            (null, null) => Clean(call.Endpoint.Replace('_', ' ')),
            (null, _) => Clean(served!),
            ({ } asked, null) => Clean(asked),
            ({ } asked, _) when asked == served || asked.EndsWith("/" + served, StringComparison.OrdinalIgnoreCase) => Clean(served!),
            _ => $"{Clean(call.ModelRequested)} → {Clean(served!)}",
        };
    }

    /// <summary>A cost, which says where it is guessed or not the whole: <c>$0.031 ~$0.031 unpriced $0.031 + ?</c>.</summary>
    public static string Cost(CallCost cost) => cost switch
    {
        { Known: null, Unpriced: 0 } => "–",
        { Known: null } => "unpriced",
        { Known: { } known } => (cost.Estimated ? "~" : "") + StatsText.Amount(known) + (cost.Unpriced > 0 ? " + ?" : ""),
    };

    /// <summary>What a waiting call waited for, as <see cref="CallEntry.WaitedFor"/> names it.</summary>
    public static string WaitedFor(string what) => what switch
    {
        "Requests" => "the limit of requests per minute",
        "InputTokens" => "the limit of input tokens per minute",
        "OutputTokens" => "the limit of output tokens per minute",
        "Concurrency" => "other calls to be answered",
        "Cooldown" => "the provider to recover",
        "Pause" => "the pause that the provider asked for",
        "Held" => "somebody to resume what they had paused",
        "Key" => "a key",
        _ => Clean(what),
    };

    /// <summary>Text from outside, made harmless to a terminal.</summary>
    public static string Clean(string text) => text.Length == 0 ? "" : StatsText.Name(text);
}
