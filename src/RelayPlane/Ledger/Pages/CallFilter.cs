namespace RelayPlane.Ledger.Pages;

/// <summary>Which calls are asked for. What is empty or null asks nothing; of a list, one is enough.</summary>
internal sealed record CallFilter
{
    /// <summary>Of any attempt; where providers are named too, of the same attempt.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>As their calls were recorded.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    public IReadOnlyList<string> Clients { get; init; } = [];

    /// <summary>Their calls are looked for in the hours in which the session ran a model.</summary>
    public IReadOnlyList<string> Sessions { get; init; } = [];

    public IReadOnlyList<string> Routes { get; init; } = [];

    public IReadOnlyList<string> Apis { get; init; } = [];

    /// <summary>What routing thought that the call needs: simple, moderate or complex.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    public IReadOnlyList<StatusSpan> Statuses { get; init; } = [];

    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    public long? LeastNano { get; init; }

    public long? MostNano { get; init; }

    public TimeSpan? Shortest { get; init; }

    public TimeSpan? Longest { get; init; }

    /// <summary>What ids of calls begin with; where none does, a part of an id: of the call, its session, or a provider's request.</summary>
    public string? Text { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }
}

/// <summary>HTTP statuses from one to another, both included.</summary>
internal readonly record struct StatusSpan(int From, int To)
{
    /// <summary>Reads <c>429</c> or <c>4xx</c>.</summary>
    public static StatusSpan? Parse(string text)
    {
        if (text.Length != 3 || text[0] is < '1' or > '9')
        {
            return null;
        }

        if (text[1..].Equals("xx", StringComparison.OrdinalIgnoreCase))
        {
            return new((text[0] - '0') * 100, ((text[0] - '0') * 100) + 99);
        }

        return text.All(char.IsAsciiDigit) && int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is var status ? new(status, status) : null;
    }
}
