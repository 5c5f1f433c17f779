using System.Globalization;

namespace RelayPlane.Ledger.Pages;

/// <summary>A session's place among others: by cost, and by when it called last. As text, whoever asks for the next page gives it back.</summary>
/// <param name="Id">Its number in the database.</param>
internal sealed record FoundSession(long Id, string Name, long FirstMs, long LastMs, long Requests, long CostNano) : IComparable<FoundSession>
{
    /// <summary>By cost.</summary>
    public int CompareTo(FoundSession? other) =>
        other is null ? 1 : (CostNano, Requests, FirstMs, LastMs, Id).CompareTo((other.CostNano, other.Requests, other.FirstMs, other.LastMs, other.Id));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}.{FirstMs}.{LastMs}.{Requests}.{CostNano}");

    /// <summary>Null where it is none; without the name.</summary>
    public static FoundSession? Parse(string text)
    {
        var numbers = text.Split('.').Select(part => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).OfType<long>().ToList();
        return numbers is [var id, var first, var last, var requests, var cost] ? new(id, "", first, last, requests, cost) : null;
    }
}
