using System.Text;
using System.Text.Json;

namespace RelayPlane.Sandbox.Scripts;

/// <summary>Reads the markers of a text into steps. A marker that is not whole is a <see cref="FormatException"/>: a test must not pass by a typo.</summary>
internal static class Markers
{
    private const string Open = "[[";
    private const string Close = "]]";
    private static readonly string[] s_verbs = ["call", "also", "think", "say"];

    public static bool Has(string text) => Next(text, 0) >= 0;

    /// <returns>The steps, and at the end the reply that calls nothing.</returns>
    public static List<ScriptStep> Read(string text)
    {
        var steps = new List<ScriptStep>();
        var (thinking, say) = ("", "");
        var calls = new List<ScriptCall>();
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var verb = VerbAt(text, at)!;
            at += Open.Length + verb.Length + 1;
            if (calls.Count > 0 && verb != "also")
            {
                steps.Add(new ScriptStep(thinking, say, calls));
                (thinking, say, calls) = ("", "", []);
            }

            if (verb is "call" or "also")
            {
                calls.Add(Call(text, ref at));
            }
            else
            {
                var words = Words(text, ref at);
                (thinking, say) = verb == "think" ? (thinking + words, say) : (thinking, say + words);
            }
        }

        if (calls.Count > 0)
        {
            steps.Add(new ScriptStep(thinking, say, calls));
            (thinking, say) = ("", "");
        }

        steps.Add(new ScriptStep(thinking, say, []));
        return steps;
    }

    private static int Next(string text, int from)
    {
        for (var at = text.IndexOf(Open, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Open, at + 1, StringComparison.Ordinal))
        {
            if (VerbAt(text, at) is not null)
            {
                return at;
            }
        }

        return -1;
    }

    private static string? VerbAt(string text, int at) =>
        Array.Find(s_verbs, verb => string.CompareOrdinal(text, at + Open.Length, verb + " ", 0, verb.Length + 1) == 0);

    private static string Words(string text, ref int at)
    {
        var end = text.IndexOf(Close, at, StringComparison.Ordinal);
        var words = end < 0 ? throw new FormatException($"A marker has no end: {text[at..]}") : text[at..end];
        at = end + Close.Length;
        return words;
    }

    // The JSON may have brackets of its own, so its end is where its reader comes to it.
    private static ScriptCall Call(string text, ref int at)
    {
        var brace = text.IndexOf('{', at);
        if (brace < 0)
        {
            throw new FormatException($"A call has no arguments: {text[at..]}");
        }

        var bytes = Encoding.UTF8.GetBytes(text[brace..]);
        try
        {
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
            if (!reader.Read() || !reader.TrySkip())
            {
                throw new FormatException($"A call's arguments have no end: {text[brace..]}");
            }

            var arguments = bytes[..(int)reader.BytesConsumed];
            var name = text[at..brace].Trim();
            at = brace + Encoding.UTF8.GetCharCount(arguments);
            return text.AsSpan(at).TrimStart().StartsWith(Close, StringComparison.Ordinal)
                ? new ScriptCall(name, arguments)
                : throw new FormatException($"A call does not end in {Close}: {text[brace..]}");
        }
        catch (JsonException)
        {
            throw new FormatException($"A call's arguments are not JSON: {text[brace..]}");
        }
    }
}
