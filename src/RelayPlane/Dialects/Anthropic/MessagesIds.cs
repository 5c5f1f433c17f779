using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>The ids of tool calls, which are of letters, digits, <c>_</c> and <c>-</c> only: any other becomes one that is always the same.</summary>
internal static class MessagesIds
{
    public static string Call(string id)
    {
        if (id.Length > 0 && id.All(IsPlain))
        {
            return id;
        }

        var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(id)).ToString("x16", CultureInfo.InvariantCulture)[..8];
        return $"{string.Concat(id.Select(one => IsPlain(one) ? one : '_'))}_{hash}";
    }

    /// <summary>A reply's id.</summary>
    public static string Reply(string? given, string own) => given?.StartsWith("msg_", StringComparison.Ordinal) == true ? given : $"msg_{given ?? own}";

    private static bool IsPlain(char one) => char.IsAsciiLetterOrDigit(one) || one is '_' or '-';
}
