namespace RelayPlane.Catalog;

/// <summary>The date at the end of a model's id, which names a snapshot of it and not another model.</summary>
internal static class ModelDate
{
    /// <summary>The id without <c>-20250929</c>, <c>@20251101</c>, <c>-2024-08-06</c> or <c>-latest</c>; the same string where it has none.</summary>
    public static string Without(string model)
    {
        var length = End(model);
        return length == model.Length ? model : model[..length];
    }

    private static int End(ReadOnlySpan<char> model)
    {
        if (model.Length > 9 && model[^9] is '-' or '@' && IsDate(model[^8..^4], model[^4..^2], model[^2..]))
        {
            return model.Length - 9;
        }

        if (model.Length > 11 && model[^11] == '-' && model[^6] == '-' && model[^3] == '-' && IsDate(model[^10..^6], model[^5..^3], model[^2..]))
        {
            return model.Length - 11;
        }

        return model.EndsWith("-latest", StringComparison.OrdinalIgnoreCase) ? model.Length - "-latest".Length : model.Length;
    }

    private static bool IsDate(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day) =>
        year.StartsWith("20", StringComparison.Ordinal) && Digits(year) && Digits(month) && Digits(day)
        && int.Parse(month, null) is >= 1 and <= 12 && int.Parse(day, null) is >= 1 and <= 31;

    private static bool Digits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
