using System.Text;

namespace RelayPlane.Dialects.Errors;

/// <summary>Makes a provider's words fit to be shown: without anything that looks like a key.</summary>
internal static class Words
{
    private const int Longest = 300;
    private const int LongestPlainWord = 40;

    private static readonly string[] s_beginnings = ["sk-", "sk_", "aiza", "gsk_", "xai-", "pplx-", "fw_", "csk-", "key-", "ya29.", "aq.", "eyj", "akia", "asia", "bedrock-api-key-", "tgp_"];

    private static readonly string[] s_owners = ["org-", "org_", "proj_"];

    /// <summary>One short line. Null where there is nothing to show.</summary>
    public static string? Shown(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            return null;
        }

        var masked = Masked(message.Length > Longest * 4 ? message[..(Longest * 4)] : message);
        var line = string.Join(' ', masked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)];
    }

    /// <summary>The whole text, with <c>[key]</c> and <c>[org]</c> in the place of what looks like a key, or names the account that it belongs to.</summary>
    public static string Masked(string text)
    {
        var masked = new StringBuilder(text.Length);
        var afterBearer = false;
        for (var from = 0; from < text.Length;)
        {
            if (!IsKeyLetter(text[from]))
            {
                afterBearer &= char.IsWhiteSpace(text[from]);
                masked.Append(text[from++]);
                continue;
            }

            var to = from;
            while (to < text.Length && IsKeyLetter(text[to]))
            {
                to++;
            }

            var run = text.AsSpan(from, to - from);
            masked.Append((afterBearer && run.Length >= 6) || IsSecret(run) ? "[key]" : IsOwner(run) ? "[org]" : run);
            afterBearer = run.Equals("bearer", StringComparison.OrdinalIgnoreCase);
            from = to;
        }

        return masked.ToString();
    }

    private static bool IsKeyLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '*' or '+' or '=';

    private static bool IsSecret(ReadOnlySpan<char> run)
    {
        if (run.Length >= LongestPlainWord && run.ContainsAnyInRange('0', '9') && run.ContainsAnyInRange('A', 'Z') && run.ContainsAnyInRange('a', 'z'))
        {
            return true;
        }

        foreach (var beginning in run.Length >= 8 ? s_beginnings : [])
        {
            if (run.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The id of an organization or project: <c>org-AbC123…</c>, and not a word such as <c>org-wide</c>.</summary>
    private static bool IsOwner(ReadOnlySpan<char> run)
    {
        foreach (var beginning in run.Length >= 12 && run.ContainsAnyInRange('0', '9') ? s_owners : [])
        {
            if (run.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
