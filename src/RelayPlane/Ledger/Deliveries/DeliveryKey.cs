namespace RelayPlane.Ledger.Deliveries;

/// <summary>What deliveries are split by: where an attempt went, and the route that took the call; empty where there is none.</summary>
internal readonly record struct DeliveryKey(string Provider, string Model, string Route)
{
    /// <summary>The row of <c>rollup_keys</c> that stands for it.</summary>
    public RollupKey Row => new(Provider, Model, "", "", "", Route, 0, false, "");

    /// <summary>What is left of it at a level that is split by one of them.</summary>
    public DeliveryKey Only(DeliverySplit split) => split switch
    {
        DeliverySplit.Target => this with { Route = "" },
        DeliverySplit.Route => new("", "", Route),
        _ => this,
    };

    public static DeliveryKey Of(CallEntry call, AttemptEntry? attempt) => new(attempt?.Provider ?? "", attempt?.Model ?? "", call.Route ?? "");
}
