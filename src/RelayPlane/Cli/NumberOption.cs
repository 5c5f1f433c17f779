using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace RelayPlane.Cli;

/// <summary>An option that takes a number within bounds, written alike in every country: a point before its fraction, and nothing between thousands.</summary>
internal static class NumberOption
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static Option<T?> Of<T>(string name, string description, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
                if (T.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                {
                    return number;
                }

                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from {least} to {most}, such as 0.5, not '{text}'."));
                return null;
            },
        };
}
