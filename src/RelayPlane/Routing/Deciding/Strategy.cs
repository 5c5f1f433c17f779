namespace RelayPlane.Routing.Deciding;

/// <summary>Chooses a tier for a call that neither its name nor a rule has sent anywhere. It looks at nothing but what it is given, so that recorded calls can be decided anew.</summary>
internal sealed class Strategy
{
    /// <param name="route">The route that took the call, which may have terms of its own; null for none.</param>
    /// <param name="asked">What the call asked for; null where it asked for no certain model.</param>
    /// <returns>Null where routing has no say in it.</returns>
    public Decision? Decide(Call call, CallerNames caller, Route? route, Target? asked, Wish wish) => null;
}
