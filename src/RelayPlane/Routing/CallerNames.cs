namespace RelayPlane.Routing;

/// <summary>Who calls, as far as a route may ask: the names of the client, of its agent and of its session, null where unknown.</summary>
internal readonly record struct CallerNames(string? Client, string? Agent, string? Session = null);
