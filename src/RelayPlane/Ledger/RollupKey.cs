namespace RelayPlane.Ledger;

/// <summary>
/// What a rollup row is split by: where an attempt went, who asked, the tier that routing gave the call, and the status of the whole call (0: nothing was sent). Empty where there is
/// none, and where the row's level is not split by it.
/// </summary>
internal readonly record struct RollupKey(
    string Provider, string Model, string Endpoint, string Agent, string Client, string Route, int Status, bool InSession, string Tier)
{
    public static RollupKey Of(CallEntry call, AttemptEntry? attempt) => new(
        attempt?.Provider ?? "", attempt?.Model ?? "", call.Endpoint, call.Agent ?? "", call.Client ?? "", call.Route ?? "", call.Status ?? 0,
        !string.IsNullOrEmpty(call.Session), call.Decision?.Tier ?? "");

    /// <summary>What is left of it at the levels that are split by tier.</summary>
    public RollupKey OnlyWithTier() => this with { Endpoint = "", Status = 0 };

    /// <summary>What is left of it at a level that is split by one thing.</summary>
    public RollupKey Only(RollupSplit split)
    {
        RollupKey none = new("", "", "", "", "", "", 0, false, "");
        return split switch
        {
            RollupSplit.Endpoint => none with { Endpoint = Endpoint, InSession = InSession },
            RollupSplit.Model => none with { Provider = Provider, Model = Model },
            RollupSplit.Agent => none with { Agent = Agent },
            RollupSplit.Client => none with { Client = Client },
            RollupSplit.Route => none with { Route = Route },
            RollupSplit.Tier => none with { Tier = Tier, Status = Status },
            _ => none with { Status = Status },
        };
    }
}
