using RelayPlane.Dialects;

namespace RelayPlane.Routing;

/// <summary>What a name means.</summary>
/// <param name="Target">Null where it means nothing.</param>
/// <param name="Reason">By which rule.</param>
/// <param name="Refusal">What a client is told where it means nothing.</param>
internal readonly record struct Named(Target? Target, string Reason, Refusal? Refusal)
{
    public static Named By(string reason, Target target) => new(target, reason, null);

    public static Named Nothing(string message) => new(null, string.Empty, new Refusal(RefusalKind.ModelNotFound, message, "model"));
}
