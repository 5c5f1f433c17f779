using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace RelayPlane.Dialects.Converse;

/// <summary>The ids of tool calls: letters, digits, <c>_</c> and <c>-</c>, at most 64. Another format's id becomes one, always the same, so that call and result still fit.</summary>
internal static class ConverseIds
{
    private const int Longest = 64;

    public static string Of(string id)
    {
        if (id.Length is > 0 and <= Longest && id.All(IsPlain))
        {
            return id;
        }

        var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(id)).ToString("x16", CultureInfo.InvariantCulture);
        var plain = string.Concat(id.Select(one => IsPlain(one) ? one : '_'));
        return $"{plain[..Math.Min(plain.Length, Longest - 17)]}_{hash}";
    }

    private static bool IsPlain(char one) => char.IsAsciiLetterOrDigit(one) || one is '_' or '-';
}
