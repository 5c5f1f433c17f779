using RelayPlane.Metering;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay;

/// <summary>What a policy would have made of recorded calls.</summary>
/// <param name="LeftOut">Calls that could not be replayed, by why.</param>
/// <param name="Moved">Calls that another model would have answered.</param>
/// <param name="Reproduced">What the recorded choices cost by the same model of the prompt cache: how far it agrees with <paramref name="Recorded"/> says how far to trust the rest.</param>
/// <param name="Shuffled">The same shares of tiers, dealt at random.</param>
/// <param name="Lower">Of what would have been saved, the lower end of the 95 % interval.</param>
/// <param name="Unknown">What the replay cannot know, in sentences.</param>
internal sealed record ReplayResult(
    DateTimeOffset From,
    DateTimeOffset To,
    long Calls,
    IReadOnlyList<(string Why, long Calls)> LeftOut,
    long Moved,
    Outcomes Recorded,
    Money Reproduced,
    Outcomes Policy,
    Outcomes Shuffled,
    Money Saved,
    Money Lower,
    Money Upper,
    double Lambda,
    IReadOnlyList<string> Unknown);

/// <summary>What calls come to under one policy.</summary>
/// <param name="Simple">Share of the calls, from 0 to 1; so the other tiers.</param>
/// <param name="Quality">Mean chance that an answer is good enough, by the score.</param>
internal sealed record Outcomes(Money Cost, double Simple, double Moderate, double Complex, double Quality)
{
    public static Outcomes Of(Sums sums) => new(sums.Cost, sums.Share(Tier.Simple), sums.Share(Tier.Moderate), sums.Share(Tier.Complex), sums.Quality);
}

/// <summary>What settings of the knob come to, all over the same calls.</summary>
/// <param name="Settings">The least lambda first.</param>
/// <param name="Asked">What comes of asking for no routing.</param>
/// <param name="LeftOut">Calls that not all of them could replay, by why.</param>
internal sealed record Frontier(IReadOnlyList<Setting> Settings, Outcomes Asked, Money Recorded, IReadOnlyList<(string Why, long Calls)> LeftOut);

/// <summary>What one setting of the knob comes to.</summary>
internal sealed record Setting(double Lambda, Outcomes Outcomes, long Moved);
