using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>What passed by while somebody looked, for the last line.</summary>
internal sealed class TailSum
{
    private long _calls;
    private long _errors;
    private long _unpriced;
    private bool _estimated;
    private Money _cost;

    public void Add(CallEntry call)
    {
        var cost = CallCost.Of(call);
        _calls++;
        _errors += call.Outcome is Outcome.Refused or Outcome.Failed ? 1 : 0;
        _unpriced += cost.Unpriced;
        _estimated |= cost.Estimated;
        _cost += cost.Known ?? default;
    }

    /// <summary><c>In 3.0 min: 12 calls, 1 error, $0.42 and 3 unpriced calls.</c></summary>
    public string Text(TimeSpan time)
    {
        var unpriced = _unpriced == 0 ? "" : $" and {Of(_unpriced, "unpriced call")}";
        var errors = _errors == 0 ? "" : $" {Of(_errors, "error")},";
        return $"In {StatsText.Duration(time)}: {Of(_calls, "call")},{errors} {(_estimated ? "~" : "")}{StatsText.Amount(_cost)}{unpriced}.";
    }

    private static string Of(long count, string what) => $"{StatsText.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
