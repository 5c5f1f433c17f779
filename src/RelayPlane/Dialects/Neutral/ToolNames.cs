using System.IO.Hashing;
using System.Text;

namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// The names of tools as the target takes them. MCP's may be too long or hold dots and colons: such a name becomes another, always the same, so that a
/// prompt's cache holds from turn to turn, and is turned back in the reply.
/// </summary>
internal sealed class ToolNames
{
    private readonly Dictionary<string, string> _up = [];
    private readonly Dictionary<string, string> _back = [];

    public static ToolNames Same { get; } = new();

    /// <param name="names">All that the request names: defined, chosen, or called in its history.</param>
    /// <param name="longest">In characters.</param>
    /// <param name="takes">Whether a character other than letters, digits, <c>_</c> and <c>-</c> is taken.</param>
    public static ToolNames For(IEnumerable<string> names, int longest, Func<char, bool> takes)
    {
        var all = new ToolNames();
        foreach (var name in names.Distinct())
        {
            if (name.Length > longest || !name.All(one => IsPlain(one) || takes(one)))
            {
                var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(name)).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)[..8];
                var plain = string.Concat(name.Select(one => IsPlain(one) ? one : '_'));
                var alias = $"{plain[..Math.Min(plain.Length, longest - 9)]}_{hash}";
                all._up[name] = alias;
                all._back[alias] = name;
            }
        }

        return all._up.Count == 0 ? Same : all;
    }

    public string Up(string name) => _up.GetValueOrDefault(name, name);

    public string Back(string name) => _back.GetValueOrDefault(name, name);

    private static bool IsPlain(char one) => char.IsAsciiLetterOrDigit(one) || one is '_' or '-';
}
