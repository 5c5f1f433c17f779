using SQLitePCL;

namespace RelayPlane.Ledger.Decisions;

/// <summary>Writes what routing saw in a call and thought of it, inside the transaction that holds the call.</summary>
internal sealed class DecisionStatements(sqlite3 database) : IDisposable
{
    private readonly RowNumbers<string> _texts = new(
        database, "SELECT id FROM decision_texts WHERE text = ?", "INSERT INTO decision_texts (text) VALUES (?)", (statement, text) => statement.Bind(text));

    private readonly Statement _add = new(
        database, $"INSERT INTO decisions (call, {string.Join(", ", DecisionColumns.Names)}) VALUES (?{string.Concat(DecisionColumns.Names.Select(_ => ", ?"))})");

    public void Add(long call, DecisionEntry decision) => _add
        .Bind(call).Bind(DecisionWords.TierOf(decision.Tier)).Bind(decision.Acted).Bind(Text(decision.Chosen)).Bind(Text(decision.Asked)).Bind(Text(decision.Reason))
        .Bind(Text(decision.Kept)).Bind(_texts.Of(decision.Classifier)).Bind((double)decision.Simple).Bind((double)decision.Moderate).Bind((double)decision.Complex)
        .Bind(DecisionWords.TierOf(decision.Rules) ?? 0).Bind(decision.Messages).Bind(decision.UserTurns).Bind(decision.Tools).Bind(decision.ToolParameters)
        .Bind(DecisionWords.Seen(decision)).Bind(DecisionWords.HousekeepingOf(decision.Housekeeping)).Bind(DecisionWords.ConversationOf(decision.Conversation))
        .Bind(decision.PromptTokens).Bind(decision.MaxOutput).Bind(decision.Features.Span)
        .Run();

    /// <summary>After a transaction was undone: the numbers it gave are not there.</summary>
    public void Forget() => _texts.Forget();

    public void Dispose()
    {
        _texts.Dispose();
        _add.Dispose();
    }

    private long? Text(string? text) => text is null ? null : _texts.Of(text);
}
