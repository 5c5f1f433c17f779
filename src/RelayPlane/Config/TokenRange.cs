using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>A range of tokens, both ends included: written as a least number, as a comparison such as <c>"&gt; 100000"</c>, or as <c>{ "min", "max" }</c>.</summary>
internal sealed record TokenRange(double Least, double Most)
{
    /// <summary>For people who wrote something else.</summary>
    public const string Form = "must be a number, a comparison such as \"> 100000\", or { \"min\", \"max\" }";

    public bool Holds(double tokens) => tokens >= Least && tokens <= Most;

    /// <returns>Null where it is none of the forms.</returns>
    public static TokenRange? Read(JsonElement written) => written.ValueKind switch
    {
        JsonValueKind.Number when written.GetDouble() >= 0 => new TokenRange(written.GetDouble(), double.PositiveInfinity),
        JsonValueKind.String => Compared(written.GetString()!.Trim()),
        JsonValueKind.Object => Between(written),
        _ => null,
    };

    private static TokenRange? Compared(string text)
    {
        var digits = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits < 0 || !double.TryParse(text.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return text[..digits].TrimEnd() switch
        {
            "" or ">=" => new TokenRange(number, double.PositiveInfinity),
            ">" => new TokenRange(Math.BitIncrement(number), double.PositiveInfinity),
            "<=" => new TokenRange(0, number),
            "<" => new TokenRange(0, Math.BitDecrement(number)),
            _ => null,
        };
    }

    private static TokenRange? Between(JsonElement written)
    {
        var (least, most) = (0d, double.PositiveInfinity);
        foreach (var end in written.EnumerateObject())
        {
            if (end.Value.ValueKind != JsonValueKind.Number)
            {
                return null;
            }

            switch (end.Name)
            {
                case "min":
                    least = end.Value.GetDouble();
                    break;
                case "max":
                    most = end.Value.GetDouble();
                    break;
                default:
                    return null;
            }
        }

        return least <= most ? new TokenRange(least, most) : null;
    }
}
