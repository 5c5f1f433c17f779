using System.Globalization;
using System.IO.Hashing;
using System.Text;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Neutral;

/// <summary>Ids of tool calls as a provider wants them. One that does not fit becomes another, always the same, so that a conversation stays consistent from turn to turn.</summary>
internal static class ToolIds
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static string For(ToolIdRule rule, string id) => Fits(rule, id) ? id : rule switch
    {
        ToolIdRule.Nine => Nine(id),
        _ => string.Create(CultureInfo.InvariantCulture, $"call_{Hash(id):x16}"),
    };

    private static bool Fits(ToolIdRule rule, string id) => rule switch
    {
        ToolIdRule.Word => id.Length > 0 && id.All(one => char.IsAsciiLetterOrDigit(one) || one is '_' or '-'),
        ToolIdRule.Nine => id.Length == 9 && id.All(char.IsAsciiLetterOrDigit),
        ToolIdRule.Forty => id.Length is > 0 and <= 40,
        _ => true,
    };

    private static string Nine(string id)
    {
        var hash = Hash(id);
        return string.Create(9, hash, static (text, rest) =>
        {
            for (var at = 0; at < text.Length; at++)
            {
                (rest, var digit) = Math.DivRem(rest, (ulong)Digits.Length);
                text[at] = Digits[(int)digit];
            }
        });
    }

    private static ulong Hash(string id) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(id));
}
