using SQLitePCL;

namespace RelayPlane.Ledger.Decisions;

/// <summary>Reads a decision from the columns of <c>decisions</c>. Texts that come again are read once.</summary>
internal sealed class DecisionColumns(sqlite3 database) : IDisposable
{
    private readonly Statement _text = new(database, "SELECT text FROM decision_texts WHERE id = ?");
    private readonly Dictionary<long, string> _known = [];

    /// <summary>In their order, all but the call's number.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "tier", "acted", "chosen", "asked", "reason", "kept", "classifier", "q_simple", "q_moderate", "q_complex", "rules", "messages", "user_turns", "tools",
        "tool_parameters", "seen", "housekeeping", "conversation", "prompt_tokens", "max_output", "features",
    ];

    /// <summary>As a list for a query, of the table by the name <c>d</c>.</summary>
    public static string Of { get; } = string.Join(", ", Names.Select(name => "d." + name));

    /// <param name="first">Where the first of the columns stands in the row.</param>
    /// <returns>Null where the call has none.</returns>
    public DecisionEntry? Read(Statement row, int first)
    {
        if (row.MaybeNumber(first + 6) is not { } classifier)
        {
            return null;
        }

        var seen = row.Number(first + 15);
        return new()
        {
            Tier = DecisionWords.Tier(row.MaybeNumber(first)),
            Acted = row.Number(first + 1) != 0,
            Chosen = Text(row.MaybeNumber(first + 2)),
            Asked = Text(row.MaybeNumber(first + 3)),
            Reason = Text(row.MaybeNumber(first + 4)),
            Kept = Text(row.MaybeNumber(first + 5)),
            Classifier = Text(classifier)!,
            Simple = (float)row.Real(first + 7),
            Moderate = (float)row.Real(first + 8),
            Complex = (float)row.Real(first + 9),
            Rules = DecisionWords.Tier(row.Number(first + 10))!,
            Messages = (int)row.Number(first + 11),
            UserTurns = (int)row.Number(first + 12),
            Tools = (int)row.Number(first + 13),
            ToolParameters = (int)row.Number(first + 14),
            Images = (seen & 1) != 0,
            MidTask = (seen & 2) != 0,
            WantsJson = (seen & 4) != 0,
            Signed = (seen & 8) != 0,
            MarksCache = (seen & 16) != 0,
            Pinned = (seen & 32) != 0,
            Housekeeping = DecisionWords.Housekeeping(row.MaybeNumber(first + 16)),
            Conversation = DecisionWords.Conversation(row.Number(first + 17)),
            PromptTokens = row.Real(first + 18),
            MaxOutput = row.MaybeNumber(first + 19),
            Features = row.Blob(first + 20).ToArray(),
        };
    }

    public void Dispose() => _text.Dispose();

    public string? Text(long? number)
    {
        if (number is not { } id)
        {
            return null;
        }

        if (!_known.TryGetValue(id, out var text))
        {
            _ = _text.Bind(id).Next();
            text = _text.Text(0);
            _text.Reset();
            _known.Add(id, text);
        }

        return text;
    }
}
