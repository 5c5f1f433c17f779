namespace RelayPlane.Routing;

/// <summary>What a name asks for in the place of a certain model.</summary>
internal enum Wish
{
    /// <summary>The model that is named.</summary>
    None,

    /// <summary>Whatever the call needs: <c>relayplane:auto</c>, <c>rp:auto</c>, <c>rp:balanced</c>.</summary>
    Auto,

    /// <summary>The cheapest: <c>rp:cheap</c>, <c>relayplane:cost</c>, and of a model's family <c>MODEL:cost</c>.</summary>
    Cost,

    /// <summary>The one that answers soonest.</summary>
    Fast,

    /// <summary>The best.</summary>
    Quality,
}
