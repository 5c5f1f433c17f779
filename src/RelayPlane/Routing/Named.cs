using RelayPlane.Dialects;

namespace RelayPlane.Routing;

/// <summary>What a name means.</summary>
/// <param name="Target">Null where it means nothing.</param>
/// <param name="Reason">By which rule.</param>
/// <param name="Refusal">What a client is told where it means nothing.</param>
internal readonly record struct Named(Target? Target, string Reason, Refusal? Refusal)
{
    /// <summary>What it asks for in the place of a certain model; <see cref="Target"/> is then what it means where nothing is scored.</summary>
    public Wish Wish { get; init; }

    /// <summary>Whether somebody has chosen it over whatever a score would say.</summary>
    public bool IsChosen { get; init; }

    public static Named By(string reason, Target target) => new(target, reason, null);

    public static Named Nothing(string message) => new(null, string.Empty, new Refusal(RefusalKind.ModelNotFound, message, "model"));
}
