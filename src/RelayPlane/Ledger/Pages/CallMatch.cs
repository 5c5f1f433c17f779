using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Ledger.Pages;

/// <summary>A filter as a condition on <c>calls c</c>, with the values that are bound to it. What needs the attempts comes last, and is not evaluated where the rest says no.</summary>
internal sealed class CallMatch
{
    public const string Cost = "(SELECT SUM(cost_nano) FROM attempts WHERE call = c.seq)";

    private const string AnyAttempt = "EXISTS (SELECT 1 FROM attempts a WHERE a.call = c.seq";

    private readonly List<string> _conditions = [];
    private readonly List<Action<Statement>> _values = [];

    private CallMatch()
    {
    }

    /// <summary>What it takes to look at a call, in multiples of reading its own row.</summary>
    public int Weight { get; private set; } = 1;

    /// <summary>The condition; its <c>?</c> are bound by <see cref="Bind"/>.</summary>
    public string Sql => _conditions.Count == 0 ? "1" : string.Join(" AND ", _conditions);

    /// <param name="filter">What is asked for; not when.</param>
    /// <param name="textBegins">Whether the text is the beginning of a call's id.</param>
    public static CallMatch Of(CallFilter filter, bool textBegins)
    {
        CallMatch match = new();
        match.In("c.agent", filter.Agents);
        match.In("c.client", filter.Clients);
        match.In("c.session", filter.Sessions);
        match.In("c.route", filter.Routes);
        match.In("c.api", filter.Apis);
        match.In("c.outcome", [.. filter.Outcomes.Select(Words.Of)]);
        if (filter.Statuses.Count > 0)
        {
            match.Add($"({string.Join(" OR ", filter.Statuses.Select(_ => "c.status BETWEEN ? AND ?"))})", [.. filter.Statuses.SelectMany(status => new object[] { (long)status.From, (long)status.To })]);
        }

        if (filter.Tiers.Count > 0)
        {
            match.Weight++;
            match.Add($"EXISTS (SELECT 1 FROM decisions d WHERE d.call = c.seq AND d.tier IN ({Marks(filter.Tiers)}))", [.. filter.Tiers.Select(tier => (object)(DecisionWords.TierOf(tier) ?? -1))]);
        }

        match.AtLeast("c.total_us", filter.Shortest?.Ticks / TimeSpan.TicksPerMicrosecond);
        match.AtMost("c.total_us", filter.Longest?.Ticks / TimeSpan.TicksPerMicrosecond);
        match.Attempts(filter);
        match.Weight += filter.LeastNano is null && filter.MostNano is null ? 0 : 1;
        match.AtLeast(Cost, filter.LeastNano);
        match.AtMost(Cost, filter.MostNano);
        match.Text(filter.Text, textBegins);
        return match;
    }

    public Statement Bind(Statement statement)
    {
        foreach (var value in _values)
        {
            value(statement);
        }

        return statement;
    }

    private void Attempts(CallFilter filter)
    {
        if (filter.Models.Count + filter.Providers.Count > 0)
        {
            string[] conditions = [.. new[] { ("a.model", filter.Models), ("a.provider", filter.Providers) }.Where(one => one.Item2.Count > 0).Select(one => $" AND {one.Item1} IN ({Marks(one.Item2)})")];
            Weight++;
            Add($"{AnyAttempt}{string.Concat(conditions)})", [.. filter.Models, .. filter.Providers]);
        }
    }

    private void Text(string? text, bool begins)
    {
        if (text is null)
        {
            return;
        }

        if (begins)
        {
            Add("c.id >= ? AND c.id < ? || char(1114111)", [text, text]);
            return;
        }

        Weight += 2;
        var like = $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
        Add($@"(c.id LIKE ? ESCAPE '\' OR c.session LIKE ? ESCAPE '\' OR {AnyAttempt} AND a.request_id LIKE ? ESCAPE '\'))", [like, like, like]);
    }

    private void In(string column, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            Add($"{column} IN ({Marks(values)})", [.. values]);
        }
    }

    private void AtLeast(string expression, long? value) => Compare($"{expression} >= ?", value);

    private void AtMost(string expression, long? value) => Compare($"{expression} <= ?", value);

    private void Compare(string condition, long? value)
    {
        if (value is { } known)
        {
            Add(condition, [known]);
        }
    }

    private void Add(string condition, IReadOnlyList<object> values)
    {
        _conditions.Add(condition);
        _values.AddRange(values.Select(value => (Action<Statement>)(statement => _ = value is long number ? statement.Bind(number) : statement.Bind((string)value))));
    }

    public static string Marks(IReadOnlyList<string> values) => string.Join(", ", values.Select(_ => "?"));
}
