namespace RelayPlane.Dialects.Neutral;

/// <summary>The words for efforts, which most formats share, and the nearest that a model knows.</summary>
internal static class Efforts
{
    private static readonly string[] s_words = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    public static string Word(Effort effort) => s_words[(int)effort];

    /// <summary>Null for a word that is no effort (Groq's <c>default</c>).</summary>
    public static Effort? Read(string? word) => Array.IndexOf(s_words, word?.ToLowerInvariant()) is >= 0 and var at ? (Effort)at : null;

    /// <summary>The effort that a model knows and that is nearest; of two as near, the higher. Who asks for thought does not get none where there is any other.</summary>
    /// <param name="known">Words, least first; empty where any is taken.</param>
    public static string Nearest(Effort wanted, IReadOnlyList<string> known)
    {
        var best = Word(wanted);
        var distance = int.MaxValue;
        foreach (var word in known)
        {
            if (Read(word) is { } effort && Distance(wanted, effort) is var away && away < distance)
            {
                (best, distance) = (word, away);
            }
        }

        return best;
    }

    private static int Distance(Effort wanted, Effort known) =>
        (Math.Abs(known - wanted) * 2) - (known > wanted ? 1 : 0) + (known == Effort.None && wanted != known ? 100 : 0);
}
