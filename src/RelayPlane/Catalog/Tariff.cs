using System.Runtime.CompilerServices;
using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>The rates of one model at one provider, at one time and for one size of input.</summary>
/// <param name="Provider">The provider's id in the table.</param>
/// <param name="Model">The row's id there.</param>
/// <param name="Rates">What it charges.</param>
/// <param name="Above">The input tokens, cache included, that a request must exceed; null for any.</param>
/// <param name="From">The day since when it holds, <c>2026-03-13</c>; null for always.</param>
/// <param name="Source">Where the row comes from.</param>
/// <param name="Table">Of what date the table is.</param>
internal sealed record Tariff(string Provider, string Model, Rates Rates, long? Above, DateOnly? From, string? Source, string? Table)
{
    private string? _basis;

    /// <summary>All this as a line of JSON, without multipliers.</summary>
    public string Basis => _basis ??= PriceBasis.Write(this, []);

    /// <summary>One row is one object, so that looking something up by it costs nothing.</summary>
    public bool Equals(Tariff? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
