using System.Collections.Frozen;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Deciding;

/// <summary>What labels say of the quality that routing keeps: routed against asked, 1 for all of it.</summary>
/// <param name="Labels">How many there are.</param>
/// <param name="Kept">The best guess.</param>
/// <param name="Lower">The lower end of the 95 % interval: what must clear the user's floor before routing acts.</param>
/// <param name="Upper">Its upper end.</param>
internal sealed record Evidence(int Labels, double Kept, double Lower, double Upper)
{
    /// <summary>Of how many conversations the labels are: that is what the interval is drawn from.</summary>
    public int Conversations { get; init; }
}

/// <summary>All that was learned from the user's labels.</summary>
/// <param name="Heads">How the heads are put right.</param>
/// <param name="Classifier">The weights that it was learned for: it says nothing of others.</param>
/// <param name="ByRoute">By the route's name.</param>
internal sealed record Learned(Calibrated Heads, string Classifier, Evidence? All, FrozenDictionary<string, Evidence> ByRoute)
{
    /// <summary>Where nobody has labelled anything.</summary>
    public static Learned Nothing { get; } = new(Calibrated.Identity, string.Empty, null, FrozenDictionary<string, Evidence>.Empty);

    /// <summary>What is known of a route's calls; of all where no route took the call. A route is not judged by others' calls.</summary>
    public Evidence? Of(string? route) => route is null ? All : ByRoute.GetValueOrDefault(route);

    /// <summary>The heads of a call, put right where these weights made them.</summary>
    public Heads Apply(Heads raw, string classifier) => (classifier == Classifier ? Heads.Apply(raw) : raw).Rising();
}
