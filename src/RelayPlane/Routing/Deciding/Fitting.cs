namespace RelayPlane.Routing.Deciding;

/// <summary>Whether a model can take a call at all: what it shows, offers, holds and wants written.</summary>
internal static class Fitting
{
    /// <param name="input">About how many tokens the prompt has.</param>
    public static bool Takes(Target target, Call call, long input, TierCosting costs)
    {
        var shape = call.Look.Shape;
        var traits = target.Provider.TraitsOf(target.Model);
        return !(shape.Images && !traits.Images)
            && !(shape.Tools > 0 && traits.Refuses.Contains("tools"))
            && !(costs.WindowOf(target) is { } window && input >= window)

            // Where the traits know the limit, what is asked for is lowered to it on the way up.
            && !(traits.MaxOutput is null && costs.MostOutput(target) is { } most && call.Facts.MaxOutput > most);
    }
}
