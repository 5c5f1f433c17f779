namespace RelayPlane.Pacing.Signals;

/// <summary>Makes a provider's words fit to be shown: one line, short, and without anything that looks like a key.</summary>
internal static class Words
{
    private const int Longest = 300;
    private const int LongestPlainWord = 40;

    private static readonly string[] s_beginnings = ["sk-", "sk_", "aiza", "gsk_", "xai-", "pplx-", "fw_", "csk-", "key-", "ya29.", "aq.", "eyj", "akia", "asia", "bedrock-api-key-", "tgp_"];

    /// <summary>Null where there is nothing to show.</summary>
    public static string? Shown(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            return null;
        }

        var words = (message.Length > Longest * 4 ? message[..(Longest * 4)] : message).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Plain(words[i], afterBearer: i > 0 && words[i - 1].Equals("bearer", StringComparison.OrdinalIgnoreCase));
        }

        var line = string.Join(' ', words);
        return line.Length <= Longest ? line : line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)];
    }

    private static string Plain(string word, bool afterBearer)
    {
        var from = 0;
        while (from < word.Length)
        {
            while (from < word.Length && !IsKeyLetter(word[from]))
            {
                from++;
            }

            var to = from;
            while (to < word.Length && IsKeyLetter(word[to]))
            {
                to++;
            }

            if (afterBearer ? to - from >= 6 : IsSecret(word.AsSpan(from, to - from)))
            {
                return word[..from] + "[key]" + word[to..].TrimStart('*');
            }

            from = to;
        }

        return word;
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
}
