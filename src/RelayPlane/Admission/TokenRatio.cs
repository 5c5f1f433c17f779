using System.Collections.Immutable;

namespace RelayPlane.Admission;

/// <summary>Reported tokens for one that was guessed: on average, and at the most that the last calls showed.</summary>
/// <param name="Guessed">Guessed tokens, older ones counting less.</param>
/// <param name="Reported">Reported tokens of the same calls.</param>
/// <param name="Last">The single ratios of the last calls, oldest first.</param>
internal sealed record TokenRatio(double Guessed, double Reported, ImmutableArray<double> Last)
{
    private const int Remembered = 32;

    /// <summary>What an older call counts for, with each that follows.</summary>
    private const double Fading = 0.95;

    /// <summary>Four bytes a token are taken for a guess; text in other scripts and digits have about two.</summary>
    private const double UnseenHigh = 2;

    /// <summary>A prompt that one call reports so far off was not the prompt that was read (a stored conversation).</summary>
    private const double Absurd = 20;

    public static TokenRatio Unseen { get; } = new(0, 0, []);

    /// <summary>By tokens, so that tiny prompts say little.</summary>
    public double Mean => Guessed > 0 ? Reported / Guessed : 1;

    /// <summary>The highest of the last, and a margin that shrinks with their number.</summary>
    public double High => Last.IsEmpty ? UnseenHigh : Last.Max() * (1.05 + (1.0 / (Last.Length + 1)));

    /// <param name="beyondFrame">What was reported beyond the tokens that stand around every prompt.</param>
    public TokenRatio With(double guessed, double reported, double beyondFrame)
    {
        var ratio = beyondFrame / guessed;
        if (ratio > Absurd)
        {
            return this;
        }

        var last = Last.Length >= Remembered ? Last.RemoveAt(0) : Last;
        return new TokenRatio((Guessed * Fading) + guessed, (Reported * Fading) + reported, last.Add(ratio));
    }
}
