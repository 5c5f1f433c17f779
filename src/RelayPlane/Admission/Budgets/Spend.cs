using System.Text.Json.Serialization;

namespace RelayPlane.Admission.Budgets;

/// <summary>What is spent or set aside, in both units that a budget may have.</summary>
internal readonly record struct Spend(long NanoUsd, long Tokens)
{
    public static Spend operator +(Spend left, Spend right) => new(checked(left.NanoUsd + right.NanoUsd), checked(left.Tokens + right.Tokens));

    public static Spend operator -(Spend left, Spend right) => new(checked(left.NanoUsd - right.NanoUsd), checked(left.Tokens - right.Tokens));

    public long In(BudgetUnit unit) => unit == BudgetUnit.Usd ? NanoUsd : Tokens;
}

/// <summary>What a budget counts.</summary>
internal enum BudgetUnit
{
    /// <summary>Nano-dollars.</summary>
    [JsonStringEnumMemberName("usd")]
    Usd,

    /// <summary>Input, cached or not, and output.</summary>
    [JsonStringEnumMemberName("tokens")]
    Tokens,
}
